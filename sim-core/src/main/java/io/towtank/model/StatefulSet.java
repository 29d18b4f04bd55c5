package io.towtank.model;

/**
 * Keeps numbered pods running, each with an identity of its own.
 *
 * @param spec what its user declares
 * @param status how it stands
 */
public record StatefulSet(
    ObjectMeta meta, StatefulSetSpec spec, Status status, long resourceVersion)
    implements MetaObject<StatefulSet> {
  /**
   * How a stateful set stands.
   *
   * @param replicas pods there are
   * @param readyReplicas those that are ready
   * @param currentReplicas those of the revision that is being left
   * @param updatedReplicas those of the newest revision
   * @param availableReplicas those that have been ready for long enough
   * @param currentRevision name of the revision that is being left; empty before the first
   * @param updateRevision name of the newest revision; empty before the first
   * @param observedGeneration generation that this status is about
   * @param collisionCount how often a revision of that name was there already
   */
  public record Status(
      int replicas,
      int readyReplicas,
      int currentReplicas,
      int updatedReplicas,
      int availableReplicas,
      String currentRevision,
      String updateRevision,
      long observedGeneration,
      int collisionCount) {
    /** Nothing has happened yet. */
    public static final Status INITIAL = new Status(0, 0, 0, 0, 0, "", "", 0, 0);
  }

  /** An object yet to be stored. */
  public StatefulSet(ObjectMeta meta, StatefulSetSpec spec) {
    this(meta, spec, Status.INITIAL, 0);
  }

  @Override
  public StatefulSet withMeta(ObjectMeta value) {
    return new StatefulSet(value, spec, status, resourceVersion);
  }

  /** The same, declared otherwise. */
  public StatefulSet withSpec(StatefulSetSpec value) {
    return new StatefulSet(meta, value, status, resourceVersion);
  }

  /** The same with another status. */
  public StatefulSet withStatus(Status value) {
    return new StatefulSet(meta, spec, value, resourceVersion);
  }

  @Override
  public StatefulSet withResourceVersion(long value) {
    return new StatefulSet(meta, spec, status, value);
  }

  @Override
  public long contentHash() {
    long hash = spec.selector().toString().hashCode();
    if (spec.template() != null || !status.equals(Status.INITIAL)) {
      hash = 31 * hash + spec.toString().hashCode();
      hash = 31 * hash + status.hashCode();
      hash = 31 * hash + meta.deletionNanos();
    }
    return hash;
  }

  /** One of which only the selector is known. */
  public StatefulSet(String namespace, String name, LabelSelector selector, long resourceVersion) {
    this(
        ObjectMeta.of(namespace, name),
        StatefulSetSpec.builder(selector, null).replicas(0).build(),
        Status.INITIAL,
        resourceVersion);
  }

  /** Pods that are its own. */
  public LabelSelector selector() {
    return spec.selector();
  }
}
