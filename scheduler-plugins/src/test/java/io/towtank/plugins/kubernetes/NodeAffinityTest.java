package io.towtank.plugins.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.NodeAffinity.PreferredTerm;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorRequirement.Operator;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.FakeNode;
import io.towtank.plugins.Pods;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.PreFilterResult;
import io.towtank.scheduling.framework.QueueingHint.Change;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeAffinityTest {
  private static final String NO_MATCH =
      "UnschedulableAndUnresolvable[node(s) didn't match Pod's node affinity/selector]";

  private final FakeCluster cluster = new FakeCluster();
  private final NodeAffinity plugin = create(Map.of());
  private final FakeNode fast =
      cluster.add(node("fast", Labels.of(Map.of("disk", "ssd", "cores", "64"))));
  private final FakeNode slow = cluster.add(node("slow", Labels.of("disk", "hdd")));
  private final FakeNode bare = cluster.add(node("bare", Labels.EMPTY));

  private NodeAffinity create(Map<String, ?> arguments) {
    return cluster.create(NodeAffinity.class, new NodeAffinity.Factory(), arguments);
  }

  private static Node.Builder node(String name, Labels labels) {
    return FakeCluster.node(name, 1000, 1000).labels(labels);
  }

  private static NodeSelectorTerm label(String key, Operator operator, String... values) {
    return NodeSelectorTerm.ofLabels(new NodeSelectorRequirement(key, operator, List.of(values)));
  }

  private static NodeSelectorTerm names(Operator operator, String... names) {
    return new NodeSelectorTerm(
        List.of(), List.of(new NodeSelectorRequirement("metadata.name", operator, List.of(names))));
  }

  private static Pod requiring(NodeSelectorTerm... terms) {
    return Pods.of(
        PodSpec.builder()
            .nodeAffinity(new io.towtank.model.NodeAffinity(List.of(terms), List.of())));
  }

  private static Pod preferring(PreferredTerm... terms) {
    return Pods.of(
        PodSpec.builder().nodeAffinity(new io.towtank.model.NodeAffinity(null, List.of(terms))));
  }

  private String filter(Pod pod, FakeNode node) {
    return cluster.filter(plugin, pod, node).toString();
  }

  @Test
  void theNodeSelectorMustMatchWhole() {
    Pod pod =
        Pods.of(PodSpec.builder().nodeSelector(Labels.of(Map.of("disk", "ssd", "cores", "64"))));

    assertThat(filter(pod, fast)).isEqualTo("Success");
    assertThat(filter(pod, slow)).isEqualTo(NO_MATCH);
    assertThat(filter(Pods.withoutRequests(), slow)).isEqualTo("Skip");
  }

  @ParameterizedTest
  @CsvSource({
    "disk,  IN,             ssd,  true,  false, false",
    "disk,  NOT_IN,         ssd,  false, true,  true",
    "disk,  EXISTS,         '',   true,  true,  false",
    "disk,  DOES_NOT_EXIST, '',   false, false, true",
    "cores, GT,             63,   true,  false, false",
    "cores, GT,             64,   false, false, false",
    "cores, LT,             65,   true,  false, false",
    "disk,  LT,             65,   false, false, false",
    "cores, GT,             -1,   false, false, false",
  })
  void eachOperatorComparesInItsWay(
      String key, Operator operator, String value, boolean onFast, boolean onSlow, boolean onBare) {
    Pod pod = requiring(value.isEmpty() ? label(key, operator) : label(key, operator, value));

    assertThat(filter(pod, fast).equals("Success")).isEqualTo(onFast);
    assertThat(filter(pod, slow).equals("Success")).isEqualTo(onSlow);
    assertThat(filter(pod, bare).equals("Success")).isEqualTo(onBare);
  }

  @Test
  void oneOfTheTermsMustMatchAndAnEmptyOneMatchesNothing() {
    NodeSelectorTerm empty = new NodeSelectorTerm(List.of(), List.of());

    assertThat(filter(requiring(empty), fast)).isEqualTo(NO_MATCH);
    assertThat(filter(requiring(), fast)).isEqualTo(NO_MATCH);
    assertThat(filter(requiring(empty, label("disk", Operator.IN, "hdd")), slow))
        .isEqualTo("Success");
  }

  @Test
  void namesNarrowTheNodesIfEveryTermHasThem() {
    assertThat(preFilter(names(Operator.IN, "slow"), names(Operator.IN, "fast")).nodeNames())
        .containsExactly("fast", "slow");
    assertThat(preFilter(names(Operator.IN, "slow"), label("disk", Operator.EXISTS)).nodeNames())
        .isNull();
    assertThat(preFilter(names(Operator.NOT_IN, "slow")).nodeNames()).isNull();
    assertThat(filter(requiring(names(Operator.NOT_IN, "slow")), slow)).isEqualTo(NO_MATCH);
  }

  @Test
  void contradictoryNamesRefuseThePod() {
    NodeSelectorRequirement fastOnly =
        new NodeSelectorRequirement("metadata.name", Operator.IN, List.of("fast"));
    NodeSelectorRequirement slowOnly =
        new NodeSelectorRequirement("metadata.name", Operator.IN, List.of("slow"));

    assertThat(preFilter(new NodeSelectorTerm(List.of(), List.of(fastOnly, slowOnly))).status())
        .hasToString("UnschedulableAndUnresolvable[pod affinity terms conflict]");
  }

  private PreFilterResult preFilter(NodeSelectorTerm... terms) {
    return plugin.preFilter(new CycleState(), cluster.info(requiring(terms)), cluster);
  }

  @Test
  void preferredTermsAddTheirWeights() {
    Pod pod =
        preferring(
            new PreferredTerm(60, label("disk", Operator.EXISTS)),
            new PreferredTerm(20, label("disk", Operator.IN, "ssd")),
            new PreferredTerm(50, new NodeSelectorTerm(List.of(), List.of())));

    assertThat(cluster.rawScores(plugin, pod)).containsExactly(80, 60, 0);
    assertThat(cluster.scores(plugin, pod)).containsExactly(100, 75, 0);
  }

  @Test
  void preScoreFailsOnAPreferenceThatIsNoLabelValue() {
    Pod pod = preferring(new PreferredTerm(1, label("cores", Operator.GT, "-1")));

    assertThat(plugin.preScore(new CycleState(), cluster.info(pod), List.of()))
        .hasToString("Error[preferred node affinity: cores: '-1' is no label value]");
    assertThat(
            plugin
                .preScore(new CycleState(), cluster.info(Pods.withoutRequests()), List.of())
                .isSkip())
        .isTrue();
  }

  @Test
  void addedAffinityHoldsForAllPods() {
    NodeAffinity enforcing =
        create(
            Map.of(
                "addedAffinity",
                Map.of(
                    "requiredDuringSchedulingIgnoredDuringExecution",
                    Map.of("nodeSelectorTerms", List.of(terms("disk", "Exists"))),
                    "preferredDuringSchedulingIgnoredDuringExecution",
                    List.of(Map.of("weight", 5, "preference", terms("cores", "Exists"))))));

    assertThat(cluster.filter(enforcing, Pods.withoutRequests(), bare))
        .hasToString(
            "UnschedulableAndUnresolvable"
                + "[node(s) didn't match scheduler-enforced node affinity]");
    assertThat(cluster.filter(enforcing, Pods.withoutRequests(), slow).isSuccess()).isTrue();
    assertThat(cluster.rawScores(enforcing, Pods.withoutRequests())).containsExactly(5, 0, 0);
  }

  @Test
  void addedAffinityIsCheckedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                create(
                    Map.of(
                        "addedAffinity",
                        Map.of(
                            "requiredDuringSchedulingIgnoredDuringExecution",
                            Map.of("nodeSelectorTerms", List.of(terms("disk", "In")))))))
        .withMessage("addedAffinity: disk: In and NotIn need values");
  }

  private static Map<String, ?> terms(String key, String operator) {
    return Map.of("matchExpressions", List.of(Map.of("key", key, "operator", operator)));
  }

  @Test
  void aNodeThatBeginsToMatchHelps() {
    Pod pod = requiring(label("disk", Operator.IN, "ssd"));

    assertThat(mayHelp(pod, Change.ofNode(slow.node(), fast.node()))).isTrue();
    assertThat(mayHelp(pod, Change.ofNode(fast.node(), fast.node()))).isFalse();
    assertThat(mayHelp(pod, Change.ofNode(fast.node(), slow.node()))).isFalse();
    assertThat(
            FakeCluster.mayHelp(
                plugin, ClusterEvent.NODE_ADDED, pod, Change.ofNode(null, fast.node())))
        .isTrue();
  }

  @Test
  void aNodeThatMatchedAllButTheAddedAffinityBeforeDoesNotHelp() {
    NodeAffinity enforcing =
        create(
            Map.of(
                "addedAffinity",
                Map.of(
                    "requiredDuringSchedulingIgnoredDuringExecution",
                    Map.of("nodeSelectorTerms", List.of(terms("cores", "Exists"))))));
    Change gotCores = Change.ofNode(slow.node(), fast.node());
    ClusterEvent relabelled = ClusterEvent.NODE_LABELS_CHANGED;

    assertThat(
            FakeCluster.mayHelp(
                enforcing, relabelled, requiring(label("disk", Operator.EXISTS)), gotCores))
        .isFalse();
    assertThat(
            FakeCluster.mayHelp(
                enforcing, relabelled, requiring(label("disk", Operator.IN, "ssd")), gotCores))
        .isTrue();
  }

  @Test
  void everyNodeHelpsAPodWhoseTermsCannotBeParsed() {
    Pod pod = requiring(label("cores", Operator.GT, "-1"));

    assertThat(cluster.filter(plugin, pod, fast)).hasToString(NO_MATCH);
    assertThat(mayHelp(pod, Change.ofNode(slow.node(), fast.node()))).isTrue();
  }

  private boolean mayHelp(Pod pod, Change change) {
    return FakeCluster.mayHelp(plugin, ClusterEvent.NODE_LABELS_CHANGED, pod, change);
  }
}
