package io.towtank.scheduling.engine;

import static io.towtank.scheduling.testing.Objects.node;
import static io.towtank.scheduling.testing.Objects.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.cache.ClusterCache;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.NormalizeScorePlugin;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PreFilterPlugin;
import io.towtank.scheduling.framework.PreFilterResult;
import io.towtank.scheduling.framework.PreScorePlugin;
import io.towtank.scheduling.framework.ScoreNormalization;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

final class ReferenceEngineTest {
  private static final Status CPU = Status.unschedulable("Insufficient cpu");
  private static final Status TAINT = Status.unresolvable("node(s) had taints");

  private final ResourceIndex resources = new ResourceIndex();
  private final ClusterCache nodes = new ClusterCache(resources);
  private final List<String> calls = new ArrayList<>();
  private final List<PreFilterPlugin> preFilters = new ArrayList<>();
  private final List<FilterPlugin> filters = new ArrayList<>();
  private final List<PreScorePlugin> preScores = new ArrayList<>();
  private final List<ScorePlugin> scores = new ArrayList<>();
  private final List<Integer> weights = new ArrayList<>();

  private ReferenceEngineTest nodes(String... names) {
    for (String name : names) {
      nodes.addNode(node(name, 1000));
    }
    return this;
  }

  /** A plugin of the first two extension points; PreFilter says the same always. */
  private final class Filters implements PreFilterPlugin, FilterPlugin {
    private final String name;
    private final PreFilterResult result;
    private final Function<String, Status> verdict;

    Filters(String name, PreFilterResult result, Function<String, Status> verdict) {
      this.name = name;
      this.result = result;
      this.verdict = verdict;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public PreFilterResult preFilter(CycleState state, PodInfo pod, NodeList all) {
      calls.add("PreFilter " + name);
      return result;
    }

    @Override
    public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
      calls.add(name + " " + node.node().name());
      return verdict.apply(node.node().name());
    }
  }

  private ReferenceEngineTest filter(
      String name, PreFilterResult result, Function<String, Status> verdict) {
    Filters plugin = new Filters(name, result, verdict);
    preFilters.add(plugin);
    filters.add(plugin);
    return this;
  }

  private ReferenceEngineTest filter(String name, Function<String, Status> verdict) {
    return filter(name, PreFilterResult.ALL_NODES, verdict);
  }

  /** A plugin of the last two extension points; PreScore says the same always. */
  private record Scores(
      String name, Status preScore, ScoreNormalization normalization, ToLongFunction<String> raw)
      implements PreScorePlugin, ScorePlugin {
    @Override
    public Status preScore(CycleState state, PodInfo pod, List<NodeInfo> feasible) {
      return preScore;
    }

    @Override
    public long score(CycleState state, PodInfo pod, NodeInfo node) {
      return raw.applyAsLong(node.node().name());
    }
  }

  private ReferenceEngineTest score(ScorePlugin plugin, int weight) {
    scores.add(plugin);
    weights.add(weight);
    if (plugin instanceof PreScorePlugin preScore) {
      preScores.add(preScore);
    }
    return this;
  }

  private static Scores scores(String name, ToLongFunction<String> raw) {
    return new Scores(name, Status.SUCCESS, ScoreNormalization.NONE, raw);
  }

  private Selection select(boolean details) {
    EnginePlugins plugins = new EnginePlugins(preFilters, filters, preScores, scores, weights);
    return new ReferenceEngine(plugins, EngineOptions.of(TieBreaker.FIRST))
        .select(new CycleState(), PodInfo.of(pod("p", 1), resources), nodes, details);
  }

  private static String name(Selection selection) {
    NodeInfo selected = selection.selected();
    return selected == null ? "" : selected.node().name();
  }

  private static Function<String, Status> refusing(Status status, String... names) {
    return node -> List.of(names).contains(node) ? status : Status.SUCCESS;
  }

  @Test
  void firstPluginToRefuseANodeIsTheOneThatCounts() {
    nodes("n1", "n2", "n3")
        .filter("A", refusing(TAINT, "n1"))
        .filter("B", refusing(CPU, "n1", "n2", "n3"));
    Selection selection = select(false);

    assertThat(selection.rejected())
        .extracting(r -> r.node().node().name() + " " + r.plugin())
        .containsExactly("n1 A", "n2 B", "n3 B");
    assertThat(calls).doesNotContain("B n1");
    assertThat(selection.refusingPlugins()).containsExactly("A", "B");
    assertThat(selection.isUnresolvable()).isFalse();
    assertThat(selection.nodesEvaluated()).isEqualTo(3);
    assertThat(FitError.message(selection, 3))
        .isEqualTo("0/3 nodes are available: 1 node(s) had taints, 2 Insufficient cpu.");
  }

  @Test
  void fitErrorCountsEqualReasonsAndSortsThem() {
    nodes("n1", "n2", "n3")
        .filter(
            "Fit",
            node ->
                node.equals("n3")
                    ? Status.unschedulable("Insufficient memory", "Insufficient cpu")
                    : Status.unschedulable("Insufficient cpu"));

    assertThat(FitError.message(select(false), 3))
        .isEqualTo("0/3 nodes are available: 1 Insufficient memory, 3 Insufficient cpu.");
  }

  @Test
  void podThatEveryNodeRefusesForGoodNeverFits() {
    nodes("n1", "n2").filter("A", refusing(TAINT, "n1", "n2"));

    assertThat(select(false).isUnresolvable()).isTrue();
  }

  @Test
  void withoutNodesTheAttemptIsAnError() {
    Selection selection = select(false);

    assertThat(selection.isError()).isTrue();
    assertThat(selection.refusingPlugins()).isEmpty();
    assertThat(FitError.message(selection, 0)).isEqualTo("no nodes available to schedule pods");
  }

  @Test
  void preFilterLeavesSomeNodesOnly() {
    nodes("n1", "n2", "n3")
        .filter("A", PreFilterResult.ofNodes(List.of("n1", "n3", "gone")), refusing(CPU, "n1"))
        .filter("B", PreFilterResult.ofNodes(List.of("n1", "n3")), refusing(CPU));
    Selection selection = select(true);

    assertThat(name(selection)).isEqualTo("n3");
    assertThat(calls).containsExactly("PreFilter A", "PreFilter B", "A n1", "A n3", "B n3");
    assertThat(selection.nodesEvaluated()).isEqualTo(2);
    assertThat(selection.rejected())
        .extracting(r -> r.node().node().name() + " " + r.status())
        .containsExactly(
            "n1 Unschedulable[Insufficient cpu]",
            "n2 UnschedulableAndUnresolvable[node(s) didn't satisfy plugin(s) [A B]]");
  }

  @Test
  void allPluginsThatNarrowedCountAsRefusing() {
    nodes("n1", "n2")
        .filter("A", PreFilterResult.ofNodes(List.of("n1")), refusing(CPU))
        .filter("B", PreFilterResult.ofNodes(List.of("n1", "n2")), refusing(CPU))
        .filter("C", refusing(CPU, "n1"));

    assertThat(select(false).refusingPlugins()).containsExactly("A", "B", "C");
  }

  @Test
  void nodesThatSatisfyNotAllPreFiltersAreNone() {
    nodes("n1", "n2")
        .filter("A", PreFilterResult.ofNodes(List.of("n1")), refusing(CPU))
        .filter("B", PreFilterResult.ofNodes(List.of("n2")), refusing(CPU));
    Selection selection = select(false);

    assertThat(FitError.message(selection, 2))
        .isEqualTo(
            "0/2 nodes are available: node(s) didn't satisfy plugin(s) [A B] simultaneously.");
    assertThat(selection.refusingPlugins()).containsExactly("A", "B");
    assertThat(selection.isUnresolvable()).isTrue();
  }

  @Test
  void preFilterThatLeavesNoNodeIsNamedAlone() {
    nodes("n1").filter("A", PreFilterResult.ofNodes(List.of()), refusing(CPU));

    assertThat(FitError.message(select(false), 1))
        .isEqualTo("0/1 nodes are available: node(s) didn't satisfy plugin A.");
  }

  @Test
  void preFilterThatSkipsHasNoFilter() {
    nodes("n1").filter("A", PreFilterResult.SKIP, refusing(CPU, "n1"));

    assertThat(name(select(false))).isEqualTo("n1");
    assertThat(calls).containsExactly("PreFilter A");
  }

  @Test
  void unresolvablePreFilterEndsTheAttempt() {
    nodes("n1")
        .filter("A", PreFilterResult.refused(Status.unschedulable("a")), refusing(CPU))
        .filter("B", PreFilterResult.refused(Status.unresolvable("b")), refusing(CPU))
        .filter("C", refusing(CPU));
    Selection selection = select(false);

    assertThat(calls).containsExactly("PreFilter A", "PreFilter B");
    assertThat(selection.refusingPlugins()).containsExactly("B");
    assertThat(selection.isUnresolvable()).isTrue();
    assertThat(FitError.message(selection, 1)).isEqualTo("0/1 nodes are available: b.");
  }

  @Test
  void unschedulablePreFilterLetsTheOthersSpeak() {
    nodes("n1")
        .filter("A", PreFilterResult.refused(Status.unschedulable("a")), refusing(CPU))
        .filter("B", refusing(CPU));
    Selection selection = select(false);

    assertThat(calls).containsExactly("PreFilter A", "PreFilter B");
    assertThat(selection.refusingPlugins()).containsExactly("A");
    assertThat(selection.isUnresolvable()).isFalse();
  }

  @Test
  void errorOfAFilterEndsTheAttemptWithoutRefusals() {
    nodes("n1", "n2")
        .filter("A", refusing(CPU, "n1"))
        .filter("B", refusing(Status.error("broken"), "n2"));

    for (boolean details : List.of(false, true)) {
      Selection selection = select(details);
      assertThat(selection.isError()).isTrue();
      assertThat(selection.refusingPlugins()).isEmpty();
      assertThat(FitError.message(selection, 2)).isEqualTo("broken");
    }
  }

  @Test
  void errorOfPreScoreIsAnErrorEvenWhereRejectedNodesAreKept() {
    nodes("n1", "n2", "n3")
        .filter("A", refusing(CPU, "n1"))
        .score(new Scores("S", Status.error("broken"), ScoreNormalization.NONE, node -> 0), 1);

    for (boolean details : List.of(false, true)) {
      Selection selection = select(details);
      assertThat(selection.isError()).isTrue();
      assertThat(selection.refusingPlugins()).isEmpty();
    }
  }

  @Test
  void highestWeightedSumWins() {
    nodes("n1", "n2", "n3")
        .score(scores("A", node -> node.equals("n1") ? 100 : 20), 1)
        .score(scores("B", node -> node.equals("n3") ? 90 : 30), 2);
    Selection selection = select(true);

    assertThat(name(selection)).isEqualTo("n3");
    assertThat(selection.totals()).containsExactly(160L, 80L, 200L);
    assertThat(selection.scores())
        .extracting(Object::toString)
        .containsExactly(
            "Scores[plugin=A, weight=1, raw=[100, 20, 20], normalized=[100, 20, 20]]",
            "Scores[plugin=B, weight=2, raw=[30, 30, 90], normalized=[30, 30, 90]]");
  }

  @Test
  void scoresAreNormalisedOverTheFeasibleNodesOnly() {
    nodes("n1", "n2", "n3")
        .filter("F", refusing(CPU, "n3"))
        .score(
            new Scores(
                "S",
                Status.SUCCESS,
                ScoreNormalization.BY_MAXIMUM,
                node -> node.equals("n3") ? 1000 : node.equals("n2") ? 8 : 2),
            1);

    assertThat(select(true).totals()).containsExactly(25L, 100L);
  }

  @Test
  void pluginMayNormaliseByItself() {
    nodes("n1", "n2")
        .score(
            new NormalizeScorePlugin() {
              @Override
              public String name() {
                return "S";
              }

              @Override
              public long score(CycleState state, PodInfo pod, NodeInfo node) {
                return node.index() - 500L;
              }

              @Override
              public void normalizeScore(
                  CycleState state, PodInfo pod, List<NodeInfo> feasible, long[] raw) {
                for (int i = 0; i < feasible.size(); i++) {
                  raw[i] += 510;
                }
              }
            },
            1);

    assertThat(select(true).totals()).containsExactly(10L, 11L);
  }

  @Test
  void preScoreThatSkipsHasNoScore() {
    nodes("n1", "n2")
        .score(
            new Scores(
                "S", Status.SKIP, ScoreNormalization.NONE, node -> node.equals("n2") ? 100 : 0),
            1);

    assertThat(name(select(false))).isEqualTo("n1");
    assertThat(select(true).scores()).isEmpty();
  }

  @Test
  void singleFeasibleNodeIsTakenUnscored() {
    nodes("n1", "n2").filter("F", refusing(CPU, "n1")).score(scores("S", node -> -1), 1);

    assertThat(name(select(false))).isEqualTo("n2");
    assertThat(name(select(true))).isEqualTo("n2");
    assertThat(select(true).scores()).isEmpty();
  }

  @Test
  void withoutScorePluginsAllFeasibleNodesTie() {
    nodes("n1", "n2", "n3").filter("F", refusing(CPU, "n2"));

    assertThat(select(false).best()).extracting(Object::toString).containsExactly("n1", "n3");
  }

  @Test
  void scoreOutOfRangeIsADefect() {
    for (long wrong : new long[] {-1, 101}) {
      ReferenceEngineTest test = new ReferenceEngineTest();
      test.nodes("n1", "n2").score(scores("S", node -> wrong), 1);
      assertThatThrownBy(() -> test.select(false))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("S gave node n1 the score " + wrong);
    }
  }

  @Test
  void engineForgetsTheAttemptBefore() {
    nodes("n1", "n2").filter("F", refusing(CPU, "n1", "n2"));
    EnginePlugins plugins = new EnginePlugins(preFilters, filters, List.of(), List.of(), List.of());
    ReferenceEngine engine = new ReferenceEngine(plugins, EngineOptions.of(TieBreaker.FIRST));
    PodInfo pod = PodInfo.of(pod("p", 1), resources);
    assertThat(engine.select(new CycleState(), pod, nodes, true).rejected()).hasSize(2);

    nodes.addNode(node("n3", 1));
    Selection second = engine.select(new CycleState(), pod, nodes, false);
    assertThat(name(second)).isEqualTo("n3");
    assertThat(second.rejected()).isEmpty();
    assertThat(second.feasible()).hasSize(1);
  }
}
