package io.towtank.model;

/**
 * How a kubelet asks whether a container does well.
 *
 * @param initialDelayNanos from the container's start to the first question
 * @param periodNanos between two questions
 * @param timeoutNanos how long it waits for an answer
 * @param failureThreshold failures in a row that count
 * @param successThreshold successes in a row that count
 */
public record Probe(
    long initialDelayNanos,
    long periodNanos,
    long timeoutNanos,
    int failureThreshold,
    int successThreshold) {
  private static final long SECOND = 1_000_000_000L;

  /** What is not said. Source: Kubernetes v1.34, {@code SetDefaults_Probe}. */
  public static final Probe DEFAULT = new Probe(0, 10 * SECOND, SECOND, 3, 1);

  /** Refuses what can't be. */
  public Probe {
    if (initialDelayNanos < 0 || periodNanos <= 0 || timeoutNanos <= 0) {
      throw new IllegalArgumentException("a probe has a time that is not positive");
    }
    if (failureThreshold < 1 || successThreshold < 1) {
      throw new IllegalArgumentException("a probe's thresholds must be 1 or more");
    }
  }
}
