package io.towtank.model;

/**
 * Keeps a number of equal pods running; the predecessor of {@link ReplicaSet}.
 *
 * @param selector pods that are its own
 */
public record ReplicationController(
    String namespace, String name, LabelSelector selector, long resourceVersion)
    implements ApiObject<ReplicationController> {
  @Override
  public String key() {
    return namespace + "/" + name;
  }

  @Override
  public long contentHash() {
    return selector.toString().hashCode();
  }

  @Override
  public ReplicationController withResourceVersion(long version) {
    return new ReplicationController(namespace, name, selector, version);
  }
}
