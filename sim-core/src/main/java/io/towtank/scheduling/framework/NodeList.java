package io.towtank.scheduling.framework;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes of the cluster, stable during one scheduling cycle. */
public interface NodeList {
  /** All nodes, in the cluster's node order. */
  List<? extends NodeInfo> all();

  /**
   * All nodes, in the order in which a search that may end early looks at them; where nobody says
   * otherwise it is the node order.
   */
  default List<? extends NodeInfo> inSearchOrder() {
    return all();
  }

  /** At least all nodes that have {@link NodeInfo#podsWithAffinity}, in no promised order. */
  default Collection<? extends NodeInfo> withAffinity() {
    return all();
  }

  /**
   * At least all nodes that have {@link NodeInfo#podsWithRequiredAntiAffinity}, in no promised
   * order.
   */
  default Collection<? extends NodeInfo> withRequiredAntiAffinity() {
    return all();
  }

  /** A node by name, null if there is none. */
  @Nullable NodeInfo byName(String name);

  /** Largest allocatable amount of a numbered resource on any node; 0 if none has it. */
  long allocatableMax(int resource);

  /** How many nodes hold the image, by normalised name. */
  int imageNodeCount(String image);

  /** Image size in bytes as the first node that reported it gave it; 0 if no node holds it. */
  long imageSizeBytes(String image);
}
