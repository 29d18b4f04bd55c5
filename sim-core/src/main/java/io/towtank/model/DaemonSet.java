package io.towtank.model;

/**
 * Keeps one pod on every node that it fits.
 *
 * @param spec what its user declares
 * @param status how it stands
 */
public record DaemonSet(ObjectMeta meta, DaemonSetSpec spec, Status status, long resourceVersion)
    implements MetaObject<DaemonSet> {
  /**
   * How a daemon set stands.
   *
   * @param currentNumberScheduled nodes that have a pod and should
   * @param numberMisscheduled nodes that have a pod and should not
   * @param desiredNumberScheduled nodes that should have one
   * @param numberReady nodes that should have one, and one is ready
   * @param updatedNumberScheduled nodes that have a pod of the newest template
   * @param numberAvailable nodes that should have one, and one is available
   * @param numberUnavailable nodes that should have one, and none is available
   * @param observedGeneration generation that this status is about
   * @param collisionCount how often a revision of that name was there already
   */
  public record Status(
      int currentNumberScheduled,
      int numberMisscheduled,
      int desiredNumberScheduled,
      int numberReady,
      int updatedNumberScheduled,
      int numberAvailable,
      int numberUnavailable,
      long observedGeneration,
      int collisionCount) {
    /** Nothing has happened yet. */
    public static final Status INITIAL = new Status(0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** An object yet to be stored. */
  public DaemonSet(ObjectMeta meta, DaemonSetSpec spec) {
    this(meta, spec, Status.INITIAL, 0);
  }

  @Override
  public DaemonSet withMeta(ObjectMeta value) {
    return new DaemonSet(value, spec, status, resourceVersion);
  }

  /** The same, declared otherwise. */
  public DaemonSet withSpec(DaemonSetSpec value) {
    return new DaemonSet(meta, value, status, resourceVersion);
  }

  /** The same with another status. */
  public DaemonSet withStatus(Status value) {
    return new DaemonSet(meta, spec, value, resourceVersion);
  }

  @Override
  public DaemonSet withResourceVersion(long value) {
    return new DaemonSet(meta, spec, status, value);
  }

  @Override
  public long contentHash() {
    return 31L * spec.toString().hashCode()
        + status.toString().hashCode()
        + 7 * meta.deletionNanos();
  }
}
