package io.towtank.scheduling.engine;

import io.towtank.kernel.RandomStream;
import io.towtank.scheduling.framework.NodeInfo;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes the node of lowest rank. Nodes have the rank given for their name; all others rank behind
 * those, in an order drawn at random that does not depend on which ties there are.
 */
public final class NodeRanks implements TieBreaker {
  private static final long UNKNOWN = -1;
  private static final long FIRST_DRAWN = 1L << 62;

  private final SortedMap<String, Long> ranksByName;
  private final RandomStream stream;
  private long[] drawn = new long[0];
  private long[] ranks = new long[0];

  /**
   * Ranks for all nodes.
   *
   * @param ranksByName ranks from 0 to 2⁶² − 1; empty where all are drawn
   * @param stream the ranks of the rest are drawn from it, one for each node in node order
   */
  public NodeRanks(SortedMap<String, Long> ranksByName, RandomStream stream) {
    this.ranksByName = new TreeMap<>(ranksByName);
    this.stream = stream;
  }

  @Override
  public int choose(List<NodeInfo> ties) {
    int best = 0;
    long bestRank = Long.MAX_VALUE;
    for (int i = 0; i < ties.size(); i++) {
      long rank = rank(ties.get(i));
      if (rank < bestRank) {
        best = i;
        bestRank = rank;
      }
    }
    return best;
  }

  private long rank(NodeInfo node) {
    int index = node.index();
    if (index >= ranks.length) {
      draw(Math.max(index + 1, 2 * ranks.length));
    }
    if (ranks[index] == UNKNOWN) {
      Long given = ranksByName.get(node.node().name());
      ranks[index] = given == null ? drawn[index] : given;
    }
    return ranks[index];
  }

  private void draw(int size) {
    int before = drawn.length;
    drawn = Arrays.copyOf(drawn, size);
    ranks = Arrays.copyOf(ranks, size);
    for (int i = before; i < size; i++) {
      drawn[i] = FIRST_DRAWN | (stream.nextLong() >>> 2);
      ranks[i] = UNKNOWN;
    }
  }
}
