package io.towtank.plugins.kubernetes.spread;

import static io.towtank.plugins.kubernetes.spread.SpreadCluster.HARD;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.SOFT;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.WEB;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.expression;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.labels;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.owned;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.spread;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.waiting;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.LabelSelector;
import io.towtank.model.LabelSelectorRequirement.Operator;
import io.towtank.model.Labels;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ReplicaSet;
import io.towtank.model.ReplicationController;
import io.towtank.model.Service;
import io.towtank.model.StatefulSet;
import io.towtank.plugins.FakeNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Soft constraints and defaults; scores are shown as node=raw/normalised. */
class PodTopologySpreadScoreTest {
  private static final String HOST = "kubernetes.io/hostname";
  private static final String ZONE = "topology.kubernetes.io/zone";

  private final SpreadCluster cluster = new SpreadCluster();
  private final PodTopologySpread plugin = cluster.plugin(Map.of());

  private PodTopologySpread withDefaults(Map<?, ?>... constraints) {
    return cluster.plugin(
        Map.of("defaultingType", "List", "defaultConstraints", List.of(constraints)));
  }

  private static Map<String, Object> constraint(int maxSkew, String key, String when) {
    return Map.of("maxSkew", maxSkew, "topologyKey", key, "whenUnsatisfiable", when);
  }

  private void service(String name, String selector) {
    cluster.api.services().create(new Service("default", name, labels(selector), 0)).orThrow();
  }

  @Test
  void fewerPodsInTheDomainScoreMore() {
    cluster.node("a1", "zone=a", "app=web", "app=web");
    cluster.node("a2", "zone=a");
    cluster.node("b1", "zone=b", "app=web");

    // Two domains: 2 ln 4 = 2.77 and ln 4 = 1.39; then 100 (3 + 1 - 3) / 3 and 100 (3 + 1 - 1) / 3.
    assertThat(cluster.scores(plugin, web(spread(SOFT, 1, "zone"))))
        .isEqualTo("a1=3/33 a2=3/33 b1=1/100");
  }

  @Test
  void allZeroIsBest() {
    cluster.node("a1", "zone=a");
    cluster.node("b1", "zone=b");

    assertThat(cluster.scores(plugin, web(spread(SOFT, 1, "zone")))).isEqualTo("a1=0/100 b1=0/100");
  }

  @Test
  void aLargerSkewWatersTheDifferenceDown() {
    cluster.node("a", "zone=a", "app=web", "app=web");
    cluster.node("b", "zone=b");

    assertThat(cluster.scores(plugin, web(spread(SOFT, 1, "zone")))).isEqualTo("a=3/0 b=0/100");
    assertThat(cluster.scores(plugin, web(spread(SOFT, 9, "zone")))).isEqualTo("a=11/72 b=8/100");
  }

  @Test
  void podsOnNodesThatAreNotFeasibleCountButAddNoDomain() {
    FakeNode a1 = cluster.node("a1", "zone=a");
    cluster.node("a2", "zone=a", "app=web", "app=web");
    FakeNode b1 = cluster.node("b1", "zone=b");
    cluster.node("c1", "zone=c", "app=web");

    // Two domains, so ln 4; with zone c it would be ln 5 = 1.61, and 3.2 rounds to 3 as well.
    assertThat(cluster.scores(plugin, web(spread(SOFT, 1, "zone")), a1, b1))
        .isEqualTo("a1=3/0 b1=0/100");
    // One domain, ln 3 = 1.10.
    assertThat(cluster.scores(plugin, web(spread(SOFT, 1, "zone")), a1)).isEqualTo("a1=2/100");
  }

  @Test
  void byHostNameEachNodeCountsItsOwnPodsWhateverThePolicies() {
    cluster.node("a", "kubernetes.io/hostname=x disk=hdd", "app=web", "app=web");
    cluster.node("b", "kubernetes.io/hostname=x disk=hdd");
    cluster.node("c", "kubernetes.io/hostname=x disk=hdd", "app=web");
    PodSpec.Builder onSsd = PodSpec.builder().nodeSelector(labels("disk=ssd"));

    // Three nodes, so 2 ln 5 = 3.22, 0 and ln 5 = 1.61, each plus 2.
    assertThat(cluster.scores(plugin, waiting("app=web", onSsd, spread(SOFT, 3, HOST)).build()))
        .isEqualTo("a=5/40 b=2/100 c=4/60");
    // Any other key counts by its value and skips nodes outside the selector.
    assertThat(cluster.scores(plugin, waiting("app=web", onSsd, spread(SOFT, 3, "disk")).build()))
        .isEqualTo("a=2/100 b=2/100 c=2/100");
  }

  @Test
  void nodesWithoutOneOfThePodsOwnKeysScoreNothing() {
    cluster.node("a1", "zone=a rack=1", "app=web");
    cluster.node("b1", "zone=b rack=2");
    cluster.node("c1", "zone=c", "app=web");

    assertThat(cluster.scores(plugin, web(spread(SOFT, 2, "zone"), spread(SOFT, 1, "rack"))))
        .isEqualTo("a1=4/25 b1=1/100 c1=0/0");
  }

  @Test
  void hardConstraintsAloneDoNotScore() {
    cluster.node("a", "zone=a", "app=web");
    service("web", "app=web");

    assertThat(cluster.scores(plugin, web(spread(HARD, 1, "zone")))).isEqualTo("skipped");
  }

  @Test
  void systemDefaultsNeedAServiceOrAnOwner() {
    cluster.node("a", "kubernetes.io/hostname=a topology.kubernetes.io/zone=a", "app=web");
    cluster.node("b", "kubernetes.io/hostname=b topology.kubernetes.io/zone=b");
    service("db", "app=db");
    service("without-pods", "");

    assertThat(cluster.scores(plugin, web())).isEqualTo("skipped");
    assertThat(cluster.isFilterSkipped(plugin, web())).isTrue();

    service("web", "app=web");
    // ln 4 twice, plus 2 for nodes and 4 for zones.
    assertThat(cluster.scores(plugin, web())).isEqualTo("a=9/66 b=6/100");
    assertThat(cluster.isFilterSkipped(plugin, web())).isTrue();
  }

  @Test
  void nodesWithoutAZoneAreScoredByTheSystemDefaultsButNotByAList() {
    cluster.node("a", "kubernetes.io/hostname=a topology.kubernetes.io/zone=a", "app=web");
    cluster.node("b", "kubernetes.io/hostname=b topology.kubernetes.io/zone=b");
    cluster.node("c", "kubernetes.io/hostname=c");
    service("web", "app=web");
    PodTopologySpread list =
        withDefaults(constraint(3, HOST, "ScheduleAnyway"), constraint(5, ZONE, "ScheduleAnyway"));

    // Three domains of zones, one of them the lack of it: 2 ln 5 + 6.
    assertThat(cluster.scores(plugin, web())).isEqualTo("a=9/22 b=6/55 c=2/100");
    // Two nodes, two zones: 2 ln 4 + 6.
    assertThat(cluster.scores(list, web())).isEqualTo("a=9/66 b=6/100 c=0/0");
  }

  @Test
  void anyConstraintOfThePodTurnsTheDefaultsOff() {
    cluster.node("a", "kubernetes.io/hostname=a zone=a", "app=web");
    cluster.node("b", "kubernetes.io/hostname=b zone=b");
    service("web", "app=web");
    PodTopologySpread list = withDefaults(constraint(1, HOST, "DoNotSchedule"));

    assertThat(cluster.feasible(list, web())).containsExactly("b");
    assertThat(cluster.isFilterSkipped(list, web(spread(SOFT, 1, "zone")))).isTrue();
    assertThat(cluster.isFilterSkipped(withDefaults(), web())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ReplicaSet,            web",
    "StatefulSet,           web",
    "ReplicationController, web",
  })
  void theOwnersSelectorCountsToo(String kind, String name) {
    cluster.node("a", "kubernetes.io/hostname=a", "app=web", "app=web");
    cluster.node("b", "kubernetes.io/hostname=b", "app=web tier=front", "app=db tier=front");
    cluster.api.replicaSets().create(new ReplicaSet("default", name, WEB, 0)).orThrow();
    cluster.api.statefulSets().create(new StatefulSet("default", name, WEB, 0)).orThrow();
    cluster
        .api
        .replicationControllers()
        .create(new ReplicationController("default", name, WEB, 0))
        .orThrow();
    Pod pod = owned("app=web tier=front", kind, name);

    assertThat(cluster.scores(plugin, pod)).isEqualTo("a=5/60 b=3/100");
    service("front", "tier=front");
    assertThat(cluster.scores(plugin, pod)).isEqualTo("a=2/100 b=3/66");
  }

  @Test
  void ownersOfOtherKindsNamesAndNamespacesSayNothing() {
    cluster.node("a", "kubernetes.io/hostname=a", "app=web");
    cluster.api.replicaSets().create(new ReplicaSet("other", "web", WEB, 0)).orThrow();
    cluster
        .api
        .statefulSets()
        .create(new StatefulSet("default", "all", LabelSelector.EVERYTHING, 0))
        .orThrow();

    assertThat(cluster.scores(plugin, owned("app=web", "ReplicaSet", "web"))).isEqualTo("skipped");
    assertThat(cluster.scores(plugin, owned("app=web", "StatefulSet", "gone")))
        .isEqualTo("skipped");
    assertThat(cluster.scores(plugin, owned("app=web", "StatefulSet", "all"))).isEqualTo("skipped");
    assertThat(cluster.scores(plugin, owned("app=web", "Job", "web"))).isEqualTo("skipped");
  }

  @Test
  void whereServiceAndOwnerContradictNobodyCounts() {
    cluster.node("a", "kubernetes.io/hostname=a", "app=web", "app=db");
    service("web", "app=web");
    LabelSelector db = LabelSelector.ofLabels(Labels.of("app", "db"));
    LabelSelector notWeb = expression("app", Operator.NOT_IN, "web");
    cluster.api.replicaSets().create(new ReplicaSet("default", "db", db, 0)).orThrow();
    cluster.api.statefulSets().create(new StatefulSet("default", "not", notWeb, 0)).orThrow();

    assertThat(cluster.scores(plugin, owned("app=web", "ReplicaSet", "db"))).isEqualTo("a=2/100");
    assertThat(cluster.scores(plugin, owned("app=web", "StatefulSet", "not"))).isEqualTo("a=2/100");
  }
}
