package io.towtank.scheduling.engine;

import static io.towtank.scheduling.testing.Objects.node;
import static io.towtank.scheduling.testing.Objects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.cache.ClusterCache;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PreFilterPlugin;
import io.towtank.scheduling.framework.PreFilterResult;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes are n0, n1 and so on, in this order. */
final class SampledSearchTest {
  private static final Status NO = Status.unschedulable("no");

  private final ResourceIndex resources = new ResourceIndex();
  private final ClusterCache cache = new ClusterCache(resources);
  private final NodeSampling.Start start = new NodeSampling.Start();
  private final List<Integer> looked = new ArrayList<>();
  private PreFilterResult narrowing = PreFilterResult.ALL_NODES;
  private IntPredicate fits = number -> true;
  private boolean scored = true;
  private Pod pod = pod("p", 1);

  private final class Fits implements PreFilterPlugin, FilterPlugin {
    @Override
    public String name() {
      return "Fits";
    }

    @Override
    public PreFilterResult preFilter(CycleState state, PodInfo info, NodeList nodes) {
      return narrowing;
    }

    @Override
    public Status filter(CycleState state, PodInfo info, NodeInfo node) {
      looked.add(number(node));
      return fits.test(number(node)) ? Status.SUCCESS : NO;
    }
  }

  /** Prefers nodes of high numbers, but not strictly. */
  private static final class Score implements ScorePlugin {
    @Override
    public String name() {
      return "Score";
    }

    @Override
    public long score(CycleState state, PodInfo info, NodeInfo node) {
      return number(node) * 7L % 40;
    }
  }

  private static int number(NodeInfo node) {
    return Integer.parseInt(node.node().name().substring(1));
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private void nodes(int count) {
    for (int i = 0; i < count; i++) {
      cache.addNode(node("n" + i, 1000));
    }
  }

  private ReferenceEngine engine(EngineOptions options) {
    Fits plugin = new Fits();
    List<ScorePlugin> scores = scored ? List.of(new Score()) : List.of();
    List<Integer> weights = scored ? List.of(1) : List.of();
    return new ReferenceEngine(
        new EnginePlugins(List.of(plugin), List.of(plugin), List.of(), scores, weights), options);
  }

  private Selection sampled(int percentage, boolean details) {
    looked.clear();
    EngineOptions options =
        EngineOptions.of(TieBreaker.FIRST).withSampling(new NodeSampling(percentage, start));
    return engine(options).select(new CycleState(), PodInfo.of(pod, resources), cache, details);
  }

  private static List<Integer> numbers(List<NodeInfo> nodes) {
    return nodes.stream().map(SampledSearchTest::number).toList();
  }

  private static List<Integer> rejected(Selection selection) {
    return selection.rejected().stream().map(r -> number(r.node())).toList();
  }

  @Test
  void theSearchEndsAtTheFirstFeasibleNodeBeyondEnough() {
    nodes(250); // 0 is adaptive: 48 % of 250 are 120
    Selection first = sampled(0, true);
    assertThat(numbers(first.feasible())).isEqualTo(range(0, 120));
    assertThat(looked).isEqualTo(range(0, 121));
    assertThat(first.nodesEvaluated()).isEqualTo(121);
    assertThat(first.rejected()).isEmpty();

    sampled(0, true);
    assertThat(looked).isEqualTo(range(120, 241));

    Selection third = sampled(0, true);
    assertThat(looked).startsWith(240, 241).endsWith(109, 110);
    assertThat(numbers(third.feasible())).startsWith(0, 1).endsWith(248, 249).hasSize(120);
  }

  @Test
  void rejectedNodesCountAsProcessed() {
    nodes(200);
    fits = number -> number % 2 == 0; // 100 feasible ones are enough, and there are no more
    Selection first = sampled(0, true);
    assertThat(looked).hasSize(200);
    assertThat(rejected(first)).hasSize(100).startsWith(1, 3).endsWith(197, 199);

    fits = number -> number % 4 != 0;
    Selection second = sampled(0, true);
    assertThat(looked).isEqualTo(range(0, 135)); // the 101st feasible one is n134
    assertThat(rejected(second)).hasSize(34).endsWith(132);

    sampled(0, true);
    assertThat(looked.get(0)).isEqualTo(134);
  }

  @Test
  void withoutDetailsNobodyHearsOfRejectedNodesUnlessNoneIsFeasible() {
    nodes(120);
    fits = number -> number > 10;
    assertThat(sampled(0, false).rejected()).isEmpty();

    fits = number -> false;
    assertThat(rejected(sampled(0, false))).isEqualTo(range(0, 120));
  }

  @Test
  void withoutScorePluginsTheFirstFeasibleNodeIsTaken() {
    nodes(5);
    scored = false;
    fits = number -> number >= 2;
    Selection selection = sampled(100, true);
    assertThat(numbers(selection.feasible())).containsExactly(2);
    assertThat(looked).isEqualTo(range(0, 4));

    sampled(100, true);
    assertThat(looked).startsWith(3, 4);
  }

  @Test
  void nodesThatPreFilterNarrowsAreCountedAmongThemselves() {
    nodes(150);
    narrowing = PreFilterResult.ofNodes(List.of("n3", "n5", "n149", "gone"));
    fits = number -> number != 5;
    Selection first = sampled(0, true);
    assertThat(looked).containsExactly(3, 5, 149);
    assertThat(numbers(first.feasible())).containsExactly(3, 149);
    assertThat(rejected(first)).hasSize(148);

    narrowing = PreFilterResult.ofNodes(List.of("n1", "n2"));
    sampled(0, true);
    assertThat(looked).containsExactly(2, 1); // begins at 3 of 2 nodes

    narrowing = PreFilterResult.ALL_NODES;
    sampled(0, true);
    assertThat(looked.get(0)).isEqualTo(5);
  }

  @Test
  void aNodeThatIsNominatedIsAskedFirstAndMovesNothing() {
    nodes(120);
    pod = pod.toBuilder().nominatedNodeName("n50").build();
    assertThat(numbers(sampled(0, true).feasible())).containsExactly(50);
    assertThat(looked).containsExactly(50);

    pod = pod("q", 1);
    sampled(0, true);
    assertThat(looked).startsWith(0, 1);
  }

  @Test
  void aNominatedNodeThatRefusesCountsOnce() {
    nodes(250);
    fits = number -> number != 200;
    pod = pod.toBuilder().nominatedNodeName("n200").build();
    assertThat(rejected(sampled(0, true))).containsExactly(200);
    assertThat(looked).startsWith(200, 0, 1).endsWith(119, 120);

    pod = pod("q", 1);
    sampled(0, true);
    assertThat(looked.get(0)).isEqualTo(121);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void atAHundredPercentItDecidesLikeFullEvaluation(int seed) {
    Random random = new Random(seed);
    nodes(1 + random.nextInt(300));
    for (int attempt = 0; attempt < 20; attempt++) {
      boolean[] fit = new boolean[300];
      for (int i = 0; i < fit.length; i++) {
        fit[i] = random.nextInt(10) < seed;
      }
      fits = number -> fit[number];
      narrowing =
          random.nextBoolean()
              ? PreFilterResult.ALL_NODES
              : PreFilterResult.ofNodes(List.of("n0", "n17", "n" + random.nextInt(300)));
      Selection some = sampled(100, true);
      Selection all =
          engine(EngineOptions.of(TieBreaker.FIRST))
              .select(new CycleState(), PodInfo.of(pod, resources), cache, true);

      assertThat(some.selected()).isEqualTo(all.selected());
      assertThat(some.feasible()).isEqualTo(all.feasible());
      assertThat(some.rejected()).hasToString(all.rejected().toString());
      assertThat(some.totals()).isEqualTo(all.totals());
      assertThat(some.best()).isEqualTo(all.best());
      assertThat(some.nodesEvaluated()).isEqualTo(all.nodesEvaluated());
    }
  }
}
