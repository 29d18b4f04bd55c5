package io.towtank.scheduling.engine;

import io.towtank.kernel.RandomStream;
import io.towtank.scheduling.framework.NodeInfo;
import java.util.List;

/** Chooses among nodes that are equally good. */
@FunctionalInterface
public interface TieBreaker {
  /** Takes the first in node order. */
  TieBreaker FIRST = ties -> 0;

  /** Takes the one whose name comes first, by code units. */
  TieBreaker FIRST_NAME =
      ties -> {
        int first = 0;
        for (int i = 1; i < ties.size(); i++) {
          if (ties.get(i).node().name().compareTo(ties.get(first).node().name()) < 0) {
            first = i;
          }
        }
        return first;
      };

  /**
   * Index of the node to take.
   *
   * @param ties at least one node, in node order
   */
  int choose(List<NodeInfo> ties);

  /** Takes each with the same probability, as kube-scheduler does. */
  static TieBreaker random(RandomStream stream) {
    return ties -> ties.size() == 1 ? 0 : stream.nextInt(ties.size());
  }
}
