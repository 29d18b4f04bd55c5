package io.towtank.model;

/**
 * What the cluster knows of a node's health.
 *
 * @param type e.g. {@code Ready}, {@code MemoryPressure}, {@code DiskPressure}
 * @param status whether it holds
 * @param lastTransitionNanos simulation time of the last change of status
 */
public record NodeCondition(String type, Status status, long lastTransitionNanos) {
  /** The condition that says whether a node can run pods. */
  public static final String READY = "Ready";

  /** Whether a condition holds. */
  public enum Status {
    /** It holds. */
    TRUE,
    /** It does not hold. */
    FALSE,
    /** The node has not been heard of. */
    UNKNOWN
  }
}
