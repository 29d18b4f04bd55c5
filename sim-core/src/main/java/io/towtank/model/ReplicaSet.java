package io.towtank.model;

/**
 * Keeps a number of equal pods running.
 *
 * @param selector pods that are its own
 */
public record ReplicaSet(
    String namespace, String name, LabelSelector selector, long resourceVersion)
    implements ApiObject<ReplicaSet> {
  @Override
  public String key() {
    return namespace + "/" + name;
  }

  @Override
  public long contentHash() {
    return selector.toString().hashCode();
  }

  @Override
  public ReplicaSet withResourceVersion(long version) {
    return new ReplicaSet(namespace, name, selector, version);
  }
}
