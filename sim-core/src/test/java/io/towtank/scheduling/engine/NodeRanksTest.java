package io.towtank.scheduling.engine;

import static io.towtank.scheduling.testing.Objects.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.cache.ClusterCache;
import io.towtank.scheduling.framework.NodeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeRanksTest {
  private static List<NodeInfo> nodes(int count) {
    ClusterCache cache = new ClusterCache(new ResourceIndex());
    for (int i = 0; i < count; i++) {
      cache.addNode(node("n" + i, 1));
    }
    return new ArrayList<>(cache.all());
  }

  private static RandomStream stream(long seed) {
    return new RandomStreams(seed).stream("scheduler", "ranks");
  }

  @Test
  void takesTheLowestRankGiven() {
    SortedMap<String, Long> ranks = new TreeMap<>(Map.of("n0", 7L, "n1", 0L, "n2", 3L));
    NodeRanks tieBreaker = new NodeRanks(ranks, stream(1));
    List<NodeInfo> nodes = nodes(3);

    assertThat(tieBreaker.choose(nodes)).isEqualTo(1);
    assertThat(tieBreaker.choose(List.of(nodes.get(0), nodes.get(2)))).isEqualTo(1);
    assertThat(tieBreaker.choose(List.of(nodes.get(0)))).isZero();
  }

  @Test
  void nodesWithoutRankComeLast() {
    NodeRanks tieBreaker = new NodeRanks(new TreeMap<>(Map.of("n4", 1_000_000L)), stream(1));

    assertThat(tieBreaker.choose(nodes(6))).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void drawnRanksStayWhicheverTiesComeFirst(long seed) {
    List<NodeInfo> nodes = nodes(40);
    NodeRanks allAtOnce = new NodeRanks(new TreeMap<>(), stream(seed));
    NodeRanks pairByPair = new NodeRanks(new TreeMap<>(), stream(seed));

    int best = 0;
    for (int i = 1; i < nodes.size(); i++) {
      best = pairByPair.choose(List.of(nodes.get(best), nodes.get(i))) == 0 ? best : i;
    }
    assertThat(allAtOnce.choose(nodes)).isEqualTo(best);
    assertThat(allAtOnce.choose(nodes)).isEqualTo(best);
  }

  @Test
  void drawnRanksDifferFromSeedToSeed() {
    List<NodeInfo> nodes = nodes(50);
    List<Integer> chosen = new ArrayList<>();
    for (long seed = 1; seed <= 20; seed++) {
      chosen.add(new NodeRanks(new TreeMap<>(), stream(seed)).choose(nodes));
    }

    assertThat(chosen.stream().distinct().count()).isGreaterThan(10);
  }
}
