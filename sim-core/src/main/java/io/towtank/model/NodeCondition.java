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

  /** The condition of a node that is short of memory. */
  public static final String MEMORY_PRESSURE = "MemoryPressure";

  /** The condition of a node that is short of disk. */
  public static final String DISK_PRESSURE = "DiskPressure";

  /** The condition of a node that is short of process ids. */
  public static final String PID_PRESSURE = "PIDPressure";

  /** The condition of a node without a network. */
  public static final String NETWORK_UNAVAILABLE = "NetworkUnavailable";

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
