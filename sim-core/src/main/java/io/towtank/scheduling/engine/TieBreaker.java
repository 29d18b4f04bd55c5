package io.towtank.scheduling.engine;

import io.towtank.kernel.RandomStream;
import io.towtank.scheduling.framework.NodeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Chooses among nodes that are equally good. */
@FunctionalInterface
public interface TieBreaker {
  /** Takes the first in node order. */
  TieBreaker FIRST =
      new TieBreaker() {
        @Override
        public int choose(List<NodeInfo> ties) {
          return 0;
        }

        @Override
        public int choose(int count, IntFunction<NodeInfo> ties) {
          return 0;
        }
      };

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

  /**
   * The same without a list, for those who need not look at all ties.
   *
   * @param count how many ties there are, at least 1
   * @param ties the tie of each index, in node order
   */
  default int choose(int count, IntFunction<NodeInfo> ties) {
    List<NodeInfo> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(ties.apply(i));
    }
    return choose(list);
  }

  /** Takes each with the same probability, as kube-scheduler does. */
  static TieBreaker random(RandomStream stream) {
    return new TieBreaker() {
      @Override
      public int choose(List<NodeInfo> ties) {
        return draw(ties.size());
      }

      @Override
      public int choose(int count, IntFunction<NodeInfo> ties) {
        return draw(count);
      }

      private int draw(int count) {
        return count == 1 ? 0 : stream.nextInt(count);
      }
    };
  }
}
