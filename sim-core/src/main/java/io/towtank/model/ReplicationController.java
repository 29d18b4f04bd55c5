package io.towtank.model;

/**
 * Keeps a number of equal pods running; the predecessor of {@link ReplicaSet}.
 *
 * @param spec what its user declares
 * @param status how it stands
 */
public record ReplicationController(ObjectMeta meta, Spec spec, Status status, long resourceVersion)
    implements Replicated<ReplicationController> {
  /** An object yet to be stored. */
  public ReplicationController(ObjectMeta meta, Spec spec) {
    this(meta, spec, Status.INITIAL, 0);
  }

  /** One of which only the selector is known. */
  public ReplicationController(
      String namespace, String name, LabelSelector selector, long resourceVersion) {
    this(ObjectMeta.of(namespace, name), Spec.of(selector), Status.INITIAL, resourceVersion);
  }

  @Override
  public ReplicationController withMeta(ObjectMeta value) {
    return new ReplicationController(value, spec, status, resourceVersion);
  }

  /** The same, declared otherwise. */
  public ReplicationController withSpec(Spec value) {
    return new ReplicationController(meta, value, status, resourceVersion);
  }

  @Override
  public ReplicationController withStatus(Status value) {
    return new ReplicationController(meta, spec, value, resourceVersion);
  }

  @Override
  public ReplicationController withResourceVersion(long value) {
    return new ReplicationController(meta, spec, status, value);
  }
}
