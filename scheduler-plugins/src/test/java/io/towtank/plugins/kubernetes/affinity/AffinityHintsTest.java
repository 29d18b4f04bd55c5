package io.towtank.plugins.kubernetes.affinity;

import static io.towtank.plugins.kubernetes.affinity.PodSketch.app;
import static io.towtank.plugins.kubernetes.affinity.PodSketch.term;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.LabelSelector;
import io.towtank.model.LabelSelectorRequirement;
import io.towtank.model.LabelSelectorRequirement.Operator;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.PodAffinityTerm;
import io.towtank.plugins.FakeCluster;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.QueueingHint.Change;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AffinityHintsTest {
  private static final PodAffinityTerm SSD =
      PodAffinityTerm.of(LabelSelector.ofLabels(Labels.of("disk", "ssd")), "host");

  private final InterPodAffinity plugin = new Zones().plugin(Map.of());

  private boolean mayHelp(ClusterEvent event, PodSketch waiting, Change change) {
    return FakeCluster.mayHelp(plugin, event, waiting.pod(), change);
  }

  private boolean added(PodSketch waiting, PodSketch other) {
    return mayHelp(
        ClusterEvent.ASSIGNED_POD_ADDED, waiting, Change.ofPod(null, other.on("a1").pod()));
  }

  private boolean relabelled(PodSketch waiting, PodSketch before, PodSketch after) {
    return mayHelp(
        ClusterEvent.ASSIGNED_POD_UPDATED,
        waiting,
        Change.ofPod(before.on("a1").pod(), after.on("a1").pod()));
  }

  private boolean deleted(PodSketch waiting, PodSketch other) {
    return mayHelp(
        ClusterEvent.ASSIGNED_POD_DELETED, waiting, Change.ofPod(other.on("a1").pod(), null));
  }

  private static Node node(Map<String, String> labels) {
    return FakeCluster.node("n", 1000, 1000).labels(Labels.of(labels)).build();
  }

  private boolean nodeAdded(PodSketch waiting, Map<String, String> labels) {
    return mayHelp(ClusterEvent.NODE_ADDED, waiting, Change.ofNode(null, node(labels)));
  }

  private boolean nodeRelabelled(
      PodSketch waiting, Map<String, String> before, Map<String, String> after) {
    return mayHelp(
        ClusterEvent.NODE_LABELS_CHANGED, waiting, Change.ofNode(node(before), node(after)));
  }

  @Test
  void aPodThatAllTermsOfAffinityMeanHelpsByComing() {
    PodSketch waiting = app("web").near("db", "zone").near(SSD);

    assertThat(added(waiting, app("db").label("disk", "ssd"))).isTrue();
    assertThat(added(waiting, app("db"))).isFalse();
    assertThat(added(waiting, app("db").label("disk", "ssd").in("team"))).isFalse();
    assertThat(added(app("web").awayFrom("db", "zone"), app("db"))).isFalse();
  }

  @Test
  void aPodThatAllTermsOfAntiAffinityMeantHelpsByGoing() {
    PodSketch waiting = app("web").awayFrom("db", "zone").awayFrom(SSD);

    assertThat(deleted(waiting, app("db").label("disk", "ssd"))).isTrue();
    assertThat(deleted(waiting, app("db"))).as("one of two terms is not enough").isFalse();
    assertThat(deleted(app("web").near("db", "zone"), app("db"))).isFalse();
    assertThat(deleted(app("web"), app("db").awayFrom("web", "zone")))
        .as("its own anti-affinity is not looked at")
        .isFalse();
  }

  @Test
  void aPodThatIsNotBoundHelpsNobody() {
    Change gone = Change.ofPod(app("db").pod(), null);

    assertThat(mayHelp(ClusterEvent.ASSIGNED_POD_DELETED, app("web").awayFrom("db", "zone"), gone))
        .isFalse();
  }

  @Test
  void newLabelsHelpWhereTheyTurnAPod() {
    PodSketch wanting = app("web").near("db", "zone");
    PodSketch avoiding = app("web").awayFrom("db", "zone");

    assertThat(relabelled(wanting, app("cache"), app("db"))).isTrue();
    assertThat(relabelled(wanting, app("db"), app("db").label("disk", "ssd"))).isFalse();
    assertThat(relabelled(wanting, app("db"), app("cache"))).isFalse();
    assertThat(relabelled(avoiding, app("db"), app("cache"))).isTrue();
    assertThat(relabelled(avoiding, app("cache"), app("db"))).isFalse();
  }

  @Test
  void namespacesLabelsAreNotLookedAt() {
    LabelSelector gold = LabelSelector.ofLabels(Labels.of("tier", "gold"));
    LabelSelector unlabelled =
        new LabelSelector(
            Labels.EMPTY,
            List.of(new LabelSelectorRequirement("tier", Operator.DOES_NOT_EXIST, List.of())));
    PodSketch gilded = app("db").in("team");

    assertThat(added(app("web").near(term("db", List.of(), gold)), gilded)).isFalse();
    assertThat(added(app("web").near(term("db", List.of(), unlabelled)), gilded)).isTrue();
    assertThat(added(app("web").near(term("db", List.of("team"), gold)), gilded)).isTrue();
    assertThat(added(app("web").near(term("db", List.of(), LabelSelector.EVERYTHING)), gilded))
        .isTrue();
  }

  @Test
  void aNodeHelpsAffinityByEnteringATopology() {
    PodSketch waiting = app("web").near("db", "zone");

    assertThat(nodeAdded(waiting, Map.of("zone", "a"))).isTrue();
    assertThat(nodeAdded(waiting, Map.of())).isFalse();
    assertThat(nodeRelabelled(waiting, Map.of(), Map.of("zone", "a"))).isTrue();
    assertThat(nodeRelabelled(waiting, Map.of("zone", "a"), Map.of("zone", "b"))).isTrue();
    assertThat(nodeRelabelled(waiting, Map.of("zone", "a"), Map.of("zone", "a", "x", "y")))
        .isFalse();
    assertThat(nodeRelabelled(waiting, Map.of("zone", "a"), Map.of())).isFalse();
  }

  @Test
  void aNodeHelpsAntiAffinityByLeavingATopologyOrByBeingNew() {
    PodSketch waiting = app("web").awayFrom("db", "zone");

    assertThat(nodeAdded(waiting, Map.of("zone", "a"))).isTrue();
    assertThat(nodeAdded(waiting, Map.of())).isTrue();
    assertThat(nodeRelabelled(waiting, Map.of("zone", "a"), Map.of())).isTrue();
    assertThat(nodeRelabelled(waiting, Map.of("zone", "a"), Map.of("zone", "b"))).isTrue();
    assertThat(nodeRelabelled(waiting, Map.of("zone", "a"), Map.of("zone", "a", "x", "y")))
        .isFalse();
    assertThat(nodeRelabelled(waiting, Map.of(), Map.of("zone", "a"))).isFalse();
  }

  @Test
  void aPodWithoutTermsIsHelpedByNoNode() {
    assertThat(nodeAdded(app("web"), Map.of("zone", "a"))).isFalse();
  }

  @Test
  void everythingHelps() {
    Change everything = Change.ofNode(null, null);

    assertThat(mayHelp(ClusterEvent.NODE_ADDED, app("web"), everything)).isTrue();
    assertThat(mayHelp(ClusterEvent.ASSIGNED_POD_ADDED, app("web"), everything)).isTrue();
    assertThat(mayHelp(ClusterEvent.ASSIGNED_POD_UPDATED, app("web"), everything)).isTrue();
    assertThat(mayHelp(ClusterEvent.ASSIGNED_POD_DELETED, app("web"), everything)).isTrue();
  }
}
