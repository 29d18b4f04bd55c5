package io.towtank.model;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a number of equal pods running; the predecessor of {@link ReplicaSet}.
 *
 * @param spec what its user declares
 * @param status how it stands
 */
public record ReplicationController(ObjectMeta meta, Spec spec, Status status, long resourceVersion)
    implements MetaObject<ReplicationController> {
  /**
   * What it is to be.
   *
   * @param selector pods that are its own
   * @param replicas pods wanted
   * @param minReadyNanos how long a pod must be ready before it is available
   * @param template what its pods are made from; null where only the selector is known, so that no
   *     pods are made
   */
  public record Spec(
      LabelSelector selector, int replicas, long minReadyNanos, @Nullable PodTemplate template) {
    /** The same with another number of pods. */
    public Spec withReplicas(int value) {
      return new Spec(selector, value, minReadyNanos, template);
    }
  }

  /**
   * How it stands.
   *
   * @param replicas pods that have not ended
   * @param fullyLabeledReplicas those with all labels of the template
   * @param readyReplicas those that are ready
   * @param availableReplicas those that have been ready for long enough
   * @param observedGeneration generation that this status is about
   */
  public record Status(
      int replicas,
      int fullyLabeledReplicas,
      int readyReplicas,
      int availableReplicas,
      long observedGeneration) {
    /** Nothing has happened yet. */
    public static final Status INITIAL = new Status(0, 0, 0, 0, 0);
  }

  /** An object yet to be stored. */
  public ReplicationController(ObjectMeta meta, Spec spec) {
    this(meta, spec, Status.INITIAL, 0);
  }

  /** One of which only the selector is known. */
  public ReplicationController(
      String namespace, String name, LabelSelector selector, long resourceVersion) {
    this(
        ObjectMeta.of(namespace, name),
        new Spec(selector, 0, 0, null),
        Status.INITIAL,
        resourceVersion);
  }

  /** Pods that are its own. */
  public LabelSelector selector() {
    return spec.selector();
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

  @Override
  public ReplicationController withMeta(ObjectMeta value) {
    return new ReplicationController(value, spec, status, resourceVersion);
  }

  /** The same, declared otherwise. */
  public ReplicationController withSpec(Spec value) {
    return new ReplicationController(meta, value, status, resourceVersion);
  }

  /** The same with another status. */
  public ReplicationController withStatus(Status value) {
    return new ReplicationController(meta, spec, value, resourceVersion);
  }

  @Override
  public ReplicationController withResourceVersion(long value) {
    return new ReplicationController(meta, spec, status, value);
  }
}
