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
   * @param topologyKeys labels of the node that say which volumes it can reach
   */
  public record Driver(String name, @Nullable Integer volumesMax, List<String> topologyKeys) {
    /** Copies the keys. */
    public Driver {
      topologyKeys = List.copyOf(topologyKeys);
    }

    /** A driver whose volumes can be reached from everywhere. */
    public Driver(String name, @Nullable Integer volumesMax) {
      this(name, volumesMax, List.of());
    }
  }

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
