package io.towtank.scheduling.cache;

import io.towtank.scheduling.framework.PodInfo;
import org.jspecify.annotations.Nullable;

/** Where a pod counts. */
final class Placement {
  final long uid;
  final String nodeName;

  /** The pod in the version that counts. */
  PodInfo pod;

  /** The node, null while it is not known. */
  @Nullable NodeState node;

  /** The next one in the same slot of a {@link PlacementTable}. */
  @Nullable Placement next;

  /** Whether the API has not confirmed it yet. */
  boolean assumed;

  Placement(PodInfo pod, String nodeName, @Nullable NodeState node, boolean assumed) {
    this.uid = pod.pod().uid();
    this.pod = pod;
    this.nodeName = nodeName;
    this.node = node;
    this.assumed = assumed;
  }
}
