package io.towtank.model;

import java.util.SortedSet;

/**
 * The pods that a service of the same name sends requests to.
 *
 * @param readyPods names of its pods that are ready
 */
public record Endpoints(
    String namespace, String name, SortedSet<String> readyPods, long resourceVersion)
    implements ApiObject<Endpoints> {
  /** Copies the names. */
  public Endpoints {
    readyPods = SortedNames.copyOf(readyPods);
  }

  @Override
  public String key() {
    return namespace + "/" + name;
  }

  @Override
  public long contentHash() {
    return readyPods.hashCode();
  }

  @Override
  public Endpoints withResourceVersion(long version) {
    return new Endpoints(namespace, name, readyPods, version);
  }
}
