package io.towtank.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The storage drivers on one node.
 *
 * @param name name of the node
 * @param drivers drivers there
 */
public record CsiNode(String name, List<Driver> drivers, long resourceVersion)
    implements ApiObject<CsiNode> {
  /**
   * A driver on the node.
   *
   * @param volumesMax how many of its volumes the node can attach; null for no limit
   */
  public record Driver(String name, @Nullable Integer volumesMax) {}

  /** Copies the drivers. */
  public CsiNode {
    drivers = List.copyOf(drivers);
  }

  @Override
  public String key() {
    return name;
  }

  @Override
  public long contentHash() {
    return drivers.toString().hashCode();
  }

  @Override
  public CsiNode withResourceVersion(long version) {
    return new CsiNode(name, drivers, version);
  }
}
