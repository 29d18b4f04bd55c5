package io.towtank.plugins.kubernetes.preemption;

import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import java.util.Arrays;

/** Lowest priority on each node, kept for as long as the node does not change. */
final class LowestPriorities {
  private static final long UNKNOWN = -1;

  private long[] generations = new long[0];
  private int[] priorities = new int[0];

  /** Lowest priority of a pod on the node; {@link Integer#MAX_VALUE} if there is none. */
  int on(NodeInfo node) {
    int index = node.index();
    long generation = node.generation();
    if (index >= generations.length) {
      int known = generations.length;
      int length = Math.max(index + 1, 2 * known);
      generations = Arrays.copyOf(generations, length);
      priorities = Arrays.copyOf(priorities, length);
      Arrays.fill(generations, known, length, UNKNOWN);
    }
    if (generation == UNKNOWN || generations[index] != generation) {
      generations[index] = generation;
      priorities[index] = lowest(node);
    }
    return priorities[index];
  }

  private static int lowest(NodeInfo node) {
    int lowest = Integer.MAX_VALUE;
    for (PodInfo pod : node.pods()) {
      lowest = Math.min(lowest, pod.pod().priority());
    }
    return lowest;
  }
}
