package io.towtank.plugins.kubernetes.spread;

import static io.towtank.plugins.kubernetes.spread.SpreadCluster.HARD;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.SOFT;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.WEB;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.labels;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.spread;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import io.towtank.model.TopologySpreadConstraint;
import io.towtank.model.TopologySpreadConstraint.NodeInclusionPolicy;
import io.towtank.plugins.FakeCluster;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.QueueingHint.Change;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SpreadHintsTest {
  private final SpreadCluster cluster = new SpreadCluster();
  private final PodTopologySpread plugin = cluster.plugin(Map.of());
  private final Pod waiting =
      web(spread(HARD, 1, "zone"), spread(HARD, 1, "rack"), spread(SOFT, 1, "row"));

  private boolean mayHelp(ClusterEvent event, Pod pod, Change change) {
    return FakeCluster.mayHelp(plugin, event, pod, change);
  }

  private boolean helpsAfter(ClusterEvent event, @Nullable Pod before, @Nullable Pod after) {
    return mayHelp(event, waiting, Change.ofPod(before, after));
  }

  @ParameterizedTest
  @CsvSource({
    "app=web, default, n1, true",
    "app=db,  default, n1, false",
    "app=web, other,   n1, false",
    "app=web, default, '', false",
  })
  void aBoundPodOfTheNamespaceThatCountsHelpsWhenItComesOrGoes(
      String labels, String namespace, String node, boolean helps) {
    Pod other = cluster.existing(labels).namespace(namespace).nodeName(node).build();

    assertThat(helpsAfter(ClusterEvent.ASSIGNED_POD_ADDED, null, other)).isEqualTo(helps);
    assertThat(helpsAfter(ClusterEvent.ASSIGNED_POD_DELETED, other, null)).isEqualTo(helps);
    assertThat(helpsAfter(ClusterEvent.ASSIGNED_POD_DELETED, other, other)).isEqualTo(helps);
  }

  @Test
  void losingItsOwnNominationHelpsAPodThatCountsItself() {
    assertThat(helpsAfter(ClusterEvent.ASSIGNED_POD_DELETED, waiting, null)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "app=web,     app=db,      true",
    "app=db,      app=web,     true",
    "app=web,     app=web v=2, false",
    "app=db,      app=cache,   false",
  })
  void aBoundPodHelpsWhenItBeginsOrCeasesToCount(String before, String after, boolean helps) {
    Pod other = cluster.existing(before).build();
    Pod relabelled = other.toBuilder().labels(labels(after)).build();

    assertThat(helpsAfter(ClusterEvent.ASSIGNED_POD_UPDATED, other, relabelled)).isEqualTo(helps);
    assertThat(
            helpsAfter(
                ClusterEvent.ASSIGNED_POD_UPDATED,
                other.toBuilder().namespace("other").build(),
                relabelled.toBuilder().namespace("other").build()))
        .isFalse();
  }

  @Test
  void newTolerationsOfItsOwnHelpIfTaintsCount() {
    Toleration all =
        new Toleration("", Toleration.Operator.EXISTS, "", TaintEffect.NO_SCHEDULE, null);
    TopologySpreadConstraint honoring =
        new TopologySpreadConstraint(
            1,
            "zone",
            HARD,
            WEB,
            null,
            NodeInclusionPolicy.HONOR,
            NodeInclusionPolicy.HONOR,
            List.of());

    assertThat(helpsAfter(ClusterEvent.POD_UPDATED, waiting, tolerating(waiting, all))).isFalse();
    Pod strict = web(honoring);
    Pod tolerant = tolerating(strict, all);
    assertThat(mayHelp(ClusterEvent.POD_UPDATED, tolerant, Change.ofPod(strict, tolerant)))
        .isTrue();
    assertThat(mayHelp(ClusterEvent.POD_UPDATED, tolerant, Change.ofPod(tolerant, tolerant)))
        .isFalse();
  }

  @Test
  void otherRequestsOfABoundPodDoNotHelp() {
    Pod other = cluster.existing("app=web").build();
    Pod smaller = other.toBuilder().spec(PodSpec.builder().build()).build();

    assertThat(helpsAfter(ClusterEvent.ASSIGNED_POD_UPDATED, other, smaller)).isFalse();
  }

  private static Pod tolerating(Pod pod, Toleration toleration) {
    PodSpec spec = pod.spec().toBuilder().tolerations(List.of(toleration)).build();
    return pod.toBuilder().spec(spec).build();
  }

  @Test
  void otherLabelsOfItsOwnHelpIfItCeasesToCountItself() {
    Pod relabelled = waiting.toBuilder().labels(labels("app=db")).build();

    assertThat(mayHelp(ClusterEvent.POD_UPDATED, relabelled, Change.ofPod(waiting, relabelled)))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "zone=a rack=1,       true",
    "zone=a rack=1 row=1, true",
    "zone=a,              false",
    "'',                  false",
  })
  void aNodeWithAllTheHardKeysHelpsWhenItComesOrGoes(String labels, boolean helps) {
    Node node = node(labels);

    assertThat(mayHelp(ClusterEvent.NODE_ADDED, waiting, Change.ofNode(null, node)))
        .isEqualTo(helps);
    assertThat(mayHelp(ClusterEvent.NODE_DELETED, waiting, Change.ofNode(node, null)))
        .isEqualTo(helps);
  }

  @ParameterizedTest
  @CsvSource({
    "zone=a,              zone=a rack=1,        true",
    "zone=a rack=1,       zone=a,               true",
    "zone=a rack=1,       zone=a rack=2,        true",
    "zone=a rack=1,       zone=a rack=1 disk=x, false",
    "zone=a rack=1 row=1, zone=a rack=1 row=2,  false",
    "zone=a,              zone=b,               false",
  })
  void aNodeHelpsWhenItMovesToAnotherDomain(String before, String after, boolean helps) {
    Change change = Change.ofNode(node(before), node(after));

    assertThat(mayHelp(ClusterEvent.NODE_LABELS_CHANGED, waiting, change)).isEqualTo(helps);
  }

  @Test
  void otherTaintsHelpOnANodeWithAllTheHardKeys() {
    Taint taint = new Taint("broken", "", TaintEffect.NO_SCHEDULE);
    Node clean = node("zone=a rack=1");
    Node tainted = clean.toBuilder().taints(List.of(taint)).build();
    Node bare = node("");
    Node cordoned = clean.toBuilder().unschedulable(true).build();
    ClusterEvent event = ClusterEvent.NODE_TAINTS_CHANGED;

    assertThat(mayHelp(event, waiting, Change.ofNode(tainted, clean))).isTrue();
    assertThat(mayHelp(event, waiting, Change.ofNode(clean, tainted))).isTrue();
    assertThat(mayHelp(event, waiting, Change.ofNode(cordoned, clean))).isFalse();
    assertThat(
            mayHelp(
                event,
                waiting,
                Change.ofNode(bare.toBuilder().taints(List.of(taint)).build(), bare)))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = ClusterEvent.class,
      names = {
        "ASSIGNED_POD_ADDED",
        "ASSIGNED_POD_UPDATED",
        "ASSIGNED_POD_DELETED",
        "POD_UPDATED",
        "NODE_ADDED",
        "NODE_DELETED",
        "NODE_LABELS_CHANGED",
        "NODE_TAINTS_CHANGED"
      })
  void whereEverythingMayHaveChangedThePodIsTried(ClusterEvent event) {
    assertThat(mayHelp(event, waiting, Change.ofNode(null, null))).isTrue();
  }

  private static Node node(String labels) {
    return FakeCluster.node("node", 1000, 1000).labels(labels(labels)).build();
  }
}
