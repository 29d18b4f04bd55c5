package io.towtank.model;

/**
 * Keeps numbered pods running, each with an identity of its own.
 *
 * @param selector pods that are its own
 */
public record StatefulSet(
    String namespace, String name, LabelSelector selector, long resourceVersion)
    implements ApiObject<StatefulSet> {
  @Override
  public String key() {
    return namespace + "/" + name;
  }

  @Override
  public long contentHash() {
    return selector.toString().hashCode();
  }

  @Override
  public StatefulSet withResourceVersion(long version) {
    return new StatefulSet(namespace, name, selector, version);
  }
}
