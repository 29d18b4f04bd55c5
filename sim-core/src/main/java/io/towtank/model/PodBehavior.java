package io.towtank.model;

/**
 * What a pod's containers do once they run. Kubernetes does not know it; the simulation must.
 *
 * @param durationNanos how long a run lasts that ends well; {@link Pod#NEVER} for one that does not
 *     end by itself
 * @param startupNanos from a container's start until it is up: its startup probe would pass
 * @param readinessNanos from being up until its readiness probe would pass
 * @param failure which runs go wrong, and how
 * @param checkpointNanos how often batch work is saved; 0 for never, so that a restart loses all
 */
public record PodBehavior(
    long durationNanos,
    long startupNanos,
    long readinessNanos,
    FailureModel failure,
    long checkpointNanos) {
  /** Up and ready at once, runs until it is told to end. */
  public static final PodBehavior DEFAULT = new PodBehavior(Pod.NEVER, 0, 0, FailureModel.NONE, 0);

  /** Refuses negative times. */
  public PodBehavior {
    if (durationNanos < Pod.NEVER
        || startupNanos < 0
        || readinessNanos < 0
        || checkpointNanos < 0) {
      throw new IllegalArgumentException("a pod's behaviour has a negative time");
    }
  }

  /**
   * Runs that go wrong: the first few, or all.
   *
   * @param exitCode code with which such a run ends
   * @param afterNanos when it ends, from the container's start; {@link Pod#NEVER} for a run that
   *     hangs: it goes on, but its probes fail
   * @param failingRuns how many runs go wrong before one works; 0 for none, {@link #ALL} for all
   */
  public record FailureModel(int exitCode, long afterNanos, int failingRuns) {
    /** Every run goes wrong. */
    public static final int ALL = -1;

    /** No run goes wrong. */
    public static final FailureModel NONE = new FailureModel(0, Pod.NEVER, 0);

    /** Refuses what can't be. */
    public FailureModel {
      if (exitCode < 0 || exitCode > 255) {
        throw new IllegalArgumentException("exit code must be 0 to 255, found " + exitCode);
      }
      if (afterNanos < Pod.NEVER || failingRuns < ALL) {
        throw new IllegalArgumentException("a pod's failures have a negative time or number");
      }
    }

    /**
     * Whether a run goes wrong.
     *
     * @param restarts restarts of the container before the run
     */
    public boolean fails(int restarts) {
      return failingRuns == ALL || restarts < failingRuns;
    }
  }

  /** Whether it is the default but for its duration. */
  public boolean isPlain() {
    return startupNanos == 0
        && readinessNanos == 0
        && checkpointNanos == 0
        && failure.equals(FailureModel.NONE);
  }

  /** The same with another duration. */
  public PodBehavior withDurationNanos(long value) {
    return value == durationNanos
        ? this
        : new PodBehavior(value, startupNanos, readinessNanos, failure, checkpointNanos);
  }
}
