package io.towtank.plugins.kubernetes.spread;

import static io.towtank.plugins.kubernetes.spread.SpreadCluster.HARD;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.SOFT;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.WEB;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.labels;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.spread;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.waiting;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.LabelSelector;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.TaintEffect;
import io.towtank.model.TopologySpreadConstraint;
import io.towtank.model.TopologySpreadConstraint.NodeInclusionPolicy;
import io.towtank.plugins.FakeNode;
import io.towtank.scheduling.framework.CycleState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hard constraints: which nodes pass. */
class PodTopologySpreadTest {
  private final SpreadCluster cluster = new SpreadCluster();
  private final PodTopologySpread plugin = cluster.plugin(Map.of());

  private static TopologySpreadConstraint minDomains(int maxSkew, int minDomains) {
    return new TopologySpreadConstraint(
        maxSkew,
        "zone",
        HARD,
        WEB,
        minDomains,
        NodeInclusionPolicy.HONOR,
        NodeInclusionPolicy.IGNORE,
        List.of());
  }

  private static TopologySpreadConstraint policies(
      NodeInclusionPolicy affinity, NodeInclusionPolicy taints, String... matchLabelKeys) {
    return new TopologySpreadConstraint(
        1, "zone", HARD, WEB, null, affinity, taints, List.of(matchLabelKeys));
  }

  @ParameterizedTest
  @CsvSource({
    "1, c",
    "2, b c",
    "3, a b c",
  })
  void aDomainMayHaveMaxSkewMorePodsThanTheEmptiestOne(int maxSkew, String feasible) {
    cluster.node("a", "zone=a", "app=web", "app=web", "app=db");
    cluster.node("b", "zone=b", "app=web");
    cluster.node("c", "zone=c", "app=db");

    assertThat(cluster.feasible(plugin, web(spread(HARD, maxSkew, "zone"))))
        .isEqualTo(List.of(feasible.split(" ")));
  }

  @Test
  void refusalsSayWhetherPreemptionMayHelp() {
    FakeNode full = cluster.node("full", "zone=a", "app=web");
    FakeNode bare = cluster.node("bare", "");
    cluster.node("empty", "zone=b");
    Pod pod = web(spread(HARD, 1, "zone"));

    assertThat(cluster.verdict(plugin, pod, full))
        .isEqualTo("Unschedulable[node(s) didn't match pod topology spread constraints]");
    assertThat(cluster.verdict(plugin, pod, bare))
        .isEqualTo(
            "UnschedulableAndUnresolvable[node(s) didn't match pod topology spread constraints"
                + " (missing required label)]");
  }

  @Test
  void aPodWithoutHardConstraintsIsSkipped() {
    cluster.node("a", "zone=a");

    assertThat(cluster.isFilterSkipped(plugin, web())).isTrue();
    assertThat(cluster.isFilterSkipped(plugin, web(spread(SOFT, 1, "zone")))).isTrue();
  }

  @Test
  void aPodThatDoesNotCountItselfMayJoinAnyDomainWithinTheSkew() {
    cluster.node("a", "zone=a", "app=web");
    cluster.node("b", "zone=b");
    Pod db = waiting("app=db", PodSpec.builder(), spread(HARD, 1, "zone")).build();

    assertThat(cluster.feasible(plugin, db)).containsExactly("a", "b");
    assertThat(cluster.feasible(plugin, web(spread(HARD, 1, "zone")))).containsExactly("b");
  }

  @Test
  void podsOfOtherNamespacesAndTerminatingOnesDoNotCount() {
    FakeNode a = cluster.node("a", "zone=a");
    cluster.node("b", "zone=b");
    a.holding(
        cluster.existing("app=web").namespace("other").build(),
        cluster.existing("app=web").deletionNanos(5).build());

    assertThat(cluster.feasible(plugin, web(spread(HARD, 1, "zone")))).containsExactly("a", "b");
  }

  @Test
  void anEmptySelectorCountsNobodyButThePodItself() {
    cluster.node("a", "zone=a", "app=web", "app=web");
    cluster.node("b", "zone=b");
    TopologySpreadConstraint everything =
        TopologySpreadConstraint.of(1, "zone", HARD, LabelSelector.EVERYTHING);
    TopologySpreadConstraint nothing = TopologySpreadConstraint.of(1, "zone", HARD, null);

    assertThat(cluster.feasible(plugin, web(everything))).containsExactly("a", "b");
    assertThat(cluster.feasible(plugin, web(nothing))).containsExactly("a", "b");
  }

  @Test
  void allConstraintsMustHoldAndOnlyNodesWithAllKeysCount() {
    cluster.node("a1", "zone=a host=a1", "app=web");
    cluster.node("a2", "zone=a host=a2");
    cluster.node("b1", "zone=b host=b1", "app=web");
    cluster.node("c1", "zone=c");

    assertThat(cluster.feasible(plugin, web(spread(HARD, 1, "zone"), spread(HARD, 1, "host"))))
        .containsExactly("a2");
  }

  @ParameterizedTest
  @CsvSource({
    "1, a b", "2, a b", "3, b",
  })
  void withTooFewDomainsTheEmptiestCountsAsEmpty(int minDomains, String feasible) {
    cluster.node("a", "zone=a", "app=web", "app=web");
    cluster.node("b", "zone=b", "app=web");

    assertThat(cluster.feasible(plugin, web(minDomains(2, minDomains))))
        .isEqualTo(List.of(feasible.split(" ")));
  }

  @Test
  void nodesOutsideTheNodeSelectorAreNoDomainUnlessThePolicySaysSo() {
    cluster.node("a", "zone=a disk=ssd", "app=web");
    cluster.node("b", "zone=b disk=hdd");
    PodSpec.Builder onSsd = PodSpec.builder().nodeSelector(labels("disk=ssd"));
    NodeInclusionPolicy ignore = NodeInclusionPolicy.IGNORE;

    // Zone b is no domain: zone a is the emptiest one, and b has no pods that count.
    assertThat(
            cluster.feasible(
                plugin,
                waiting("app=web", onSsd, policies(NodeInclusionPolicy.HONOR, ignore)).build()))
        .containsExactly("a", "b");
    assertThat(
            cluster.feasible(plugin, waiting("app=web", onSsd, policies(ignore, ignore)).build()))
        .containsExactly("b");
  }

  @Test
  void taintedNodesAreDomainsUnlessThePolicySaysOtherwise() {
    cluster.node("a", "zone=a", "app=web");
    cluster.tainted("b", "zone=b", TaintEffect.NO_SCHEDULE);
    NodeInclusionPolicy honor = NodeInclusionPolicy.HONOR;

    assertThat(cluster.feasible(plugin, web(policies(honor, NodeInclusionPolicy.IGNORE))))
        .containsExactly("b");
    assertThat(cluster.feasible(plugin, web(policies(honor, honor)))).containsExactly("a", "b");
  }

  @Test
  void aTaintThatOnlyDetersLeavesTheNodeADomain() {
    cluster.node("a", "zone=a", "app=web");
    cluster.tainted("b", "zone=b", TaintEffect.PREFER_NO_SCHEDULE);
    NodeInclusionPolicy honor = NodeInclusionPolicy.HONOR;

    assertThat(cluster.feasible(plugin, web(policies(honor, honor)))).containsExactly("b");
  }

  @Test
  void withoutAnyDomainEveryNodeWithTheKeysPasses() {
    cluster.node("a", "zone=a", "app=web");
    PodSpec.Builder nowhere = PodSpec.builder().nodeSelector(labels("disk=tape"));
    NodeInclusionPolicy honor = NodeInclusionPolicy.HONOR;

    assertThat(
            cluster.feasible(plugin, waiting("app=web", nowhere, policies(honor, honor)).build()))
        .containsExactly("a");
  }

  @Test
  void matchLabelKeysNarrowTheSelectorToThePodsOwnValues() {
    cluster.node("a", "zone=a", "app=web version=1", "app=web version=1");
    cluster.node("b", "zone=b", "app=web version=2");
    NodeInclusionPolicy honor = NodeInclusionPolicy.HONOR;
    Pod second =
        waiting("app=web version=2", PodSpec.builder(), policies(honor, honor, "version", "none"))
            .build();

    assertThat(cluster.feasible(plugin, second)).containsExactly("a");
  }

  @Test
  void trialsChangeTheCountsOfTheirOwnCopyOnly() {
    FakeNode a = cluster.node("a", "zone=a", "app=web");
    FakeNode b = cluster.node("b", "zone=b");
    Pod pod = web(spread(HARD, 1, "zone"));
    Pod victim = a.pods().get(0).pod();
    CycleState state = cluster.preFiltered(plugin, pod);
    CycleState trial = state.copy();

    plugin.removePod(trial, cluster.info(pod), cluster.info(victim), a);
    assertThat(cluster.feasible(plugin, pod, trial)).containsExactly("a", "b");
    plugin.addPod(trial, cluster.info(pod), cluster.info(victim), b);
    assertThat(cluster.feasible(plugin, pod, trial)).containsExactly("a");
    plugin.addPod(trial, cluster.info(pod), cluster.info(victim), a);
    assertThat(cluster.feasible(plugin, pod, trial)).containsExactly("a", "b");
    assertThat(cluster.feasible(plugin, pod, state)).containsExactly("b");
  }

  @Test
  void trialsCountTerminatingPodsThoughTheFirstCountPassedThemOver() {
    FakeNode a = cluster.node("a", "zone=a");
    cluster.node("b", "zone=b");
    Pod terminating = cluster.existing("app=web").deletionNanos(5).build();
    a.holding(terminating);
    Pod pod = web(spread(HARD, 1, "zone"));
    CycleState trial = cluster.preFiltered(plugin, pod).copy();

    plugin.removePod(trial, cluster.info(pod), cluster.info(terminating), a);

    // Zone a now has -1 pods: one fewer than the cluster has ever seen, so b is too full.
    assertThat(cluster.feasible(plugin, pod, trial)).containsExactly("a");
  }

  @Test
  void trialsPassOverOtherNamespacesAndNodesThatDoNotCount() {
    cluster.node("a", "zone=a", "app=web");
    FakeNode bare = cluster.node("bare", "");
    FakeNode b = cluster.node("b", "zone=b");
    Pod pod = web(spread(HARD, 1, "zone"));
    CycleState trial = cluster.preFiltered(plugin, pod).copy();

    Pod foreign = cluster.existing("app=web").namespace("other").build();
    plugin.addPod(trial, cluster.info(pod), cluster.info(foreign), b);
    Pod unlabelled = cluster.existing("app=web").build();
    plugin.addPod(trial, cluster.info(pod), cluster.info(unlabelled), bare);

    assertThat(cluster.feasible(plugin, pod, trial)).containsExactly("b");
  }
}
