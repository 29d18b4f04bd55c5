package io.towtank.model;

/**
 * A name for a set of pods.
 *
 * @param selector labels that its pods have; empty for a service without pods of its own
 */
public record Service(String namespace, String name, Labels selector, long resourceVersion)
    implements ApiObject<Service> {
  @Override
  public String key() {
    return namespace + "/" + name;
  }

  @Override
  public long contentHash() {
    return selector.hashCode();
  }

  @Override
  public Service withResourceVersion(long version) {
    return new Service(namespace, name, selector, version);
  }
}
