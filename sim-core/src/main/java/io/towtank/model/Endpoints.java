package io.towtank.model;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

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
    readyPods = Collections.unmodifiableSortedSet(new TreeSet<>(readyPods));
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
