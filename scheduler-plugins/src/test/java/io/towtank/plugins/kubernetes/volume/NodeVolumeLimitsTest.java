package io.towtank.plugins.kubernetes.volume;

import static io.towtank.plugins.kubernetes.volume.VolumeObjects.DRIVER;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.claim;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.pod;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.using;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.volume;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.CsiNode;
import io.towtank.model.Pod;
import io.towtank.model.Volume;
import io.towtank.model.Volume.Source;
import io.towtank.plugins.FakeCluster;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.QueueingHint.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NodeVolumeLimitsTest {
  private static final String EXCEEDED = "Unschedulable[node(s) exceed max volume count]";

  private final VolumeWorld world = new VolumeWorld(new NodeVolumeLimits.Factory());
  private final NodeVolumeLimits plugin = new NodeVolumeLimits(new FakeCluster());

  private static CsiNode csiNode(String node, String driver, @Nullable Integer max) {
    return new CsiNode(node, List.of(new CsiNode.Driver(driver, max)), 0);
  }

  private VolumeWorld nodeWithLimit(String driver, @Nullable Integer max) {
    world.node("node", "");
    world.api.csiNodes().create(csiNode("node", driver, max)).orThrow();
    for (String name : List.of("1", "2", "3")) {
      world.with(volume("v" + name, "fast")).with(claim("c" + name, "fast").boundTo("v" + name));
    }
    return world;
  }

  private String verdict(Pod pod) {
    return String.valueOf(world.verdicts(pod).get("node"));
  }

  @Test
  void volumesOfThePodAndOfThoseOnTheNodeMustNotExceedTheLimit() {
    nodeWithLimit(DRIVER, 2).running("node", using("other", "c1"));

    assertThat(verdict(using("pod", "c2"))).isEqualTo("ok");
    assertThat(verdict(using("pod", "c2", "c3"))).isEqualTo(EXCEEDED);
  }

  @Test
  void volumeThatIsThereAlreadyCountsOnce() {
    nodeWithLimit(DRIVER, 1).running("node", using("other", "c1"));

    assertThat(verdict(using("pod", "c1"))).isEqualTo("ok");
    assertThat(verdict(using("pod", "c1", "c2"))).isEqualTo(EXCEEDED);
  }

  @Test
  void nodeThatIsOverItsLimitStillTakesPodsWithoutFurtherVolumes() {
    nodeWithLimit(DRIVER, 1).running("node", using("other", "c1", "c2"));

    assertThat(verdict(using("pod", "c2"))).isEqualTo("ok");
    assertThat(verdict(pod("pod"))).isEqualTo("ok");
  }

  @Test
  void driverWithoutLimitAndNodeWithoutDriversTakeAll() {
    nodeWithLimit(DRIVER, null).node("bare", "").running("node", using("other", "c1"));

    assertThat(world.verdicts(using("pod", "c2", "c3"))).hasToString("{bare=ok, node=ok}");
  }

  @Test
  void volumesOfOtherDriversDoNotCount() {
    nodeWithLimit("other.example.com", 0);

    assertThat(verdict(using("pod", "c1"))).isEqualTo("ok");
  }

  @Test
  void unboundClaimCountsForTheProvisionerOfItsClass() {
    nodeWithLimit(DRIVER, 1)
        .with(waiting("wait", DRIVER))
        .with(waiting("elsewhere", "other.example.com"))
        .with(claim("new", "wait"))
        .with(claim("newer", "wait"))
        .with(claim("foreign", "elsewhere"))
        .with(claim("unknown", "gone"))
        .with(claim("classless", ""))
        .with(claim("dangling", "wait").boundTo("nothing"))
        .running("node", using("other", "new"));

    assertThat(verdict(using("pod", "new"))).isEqualTo("ok");
    assertThat(verdict(using("pod", "newer"))).isEqualTo(EXCEEDED);
    assertThat(verdict(using("pod", "dangling"))).isEqualTo(EXCEEDED);
    assertThat(verdict(using("pod", "foreign"))).isEqualTo("ok");
    assertThat(verdict(using("pod", "unknown", "classless"))).isEqualTo("ok");
  }

  @Test
  void builtInDisksCountForTheDriversThatHaveTakenTheirPlace() {
    nodeWithLimit("ebs.csi.aws.com", 1)
        .with(waiting("old", "kubernetes.io/aws-ebs"))
        .with(claim("new", "old"))
        .running("node", pod("other", ebs("aws://eu-1a/vol-1")));

    assertThat(verdict(pod("pod", ebs("vol-1")))).isEqualTo("ok");
    assertThat(verdict(pod("pod", ebs("vol-2")))).isEqualTo(EXCEEDED);
    assertThat(verdict(using("pod", "new"))).isEqualTo(EXCEEDED);
    assertThat(verdict(pod("pod", new Volume("v", Source.GCE_PERSISTENT_DISK, "d", false))))
        .isEqualTo("ok");
  }

  private static Volume ebs(String id) {
    return new Volume("v", Source.AWS_ELASTIC_BLOCK_STORE, id, false);
  }

  @Test
  void missingClaimsAreRefusedInThePodAndPassedOverOnTheNode() {
    nodeWithLimit(DRIVER, 1).running("node", using("other", "gone"));

    assertThat(verdict(using("pod", "c1"))).isEqualTo("ok");
    assertThat(verdict(using("pod", "missing")))
        .isEqualTo(
            "UnschedulableAndUnresolvable[looking up PVC default/missing: persistentvolumeclaim"
                + " \"missing\" not found]");
  }

  @Test
  void claimOfAnEphemeralVolumeCountsIfItIsThePods() {
    nodeWithLimit(DRIVER, 0)
        .with(waiting("wait", DRIVER))
        .with(claim("pod-v", "wait").of("pod"))
        .with(claim("thief-v", "wait").of("pod"));
    Volume ephemeral = new Volume("v", Source.EPHEMERAL, "", false);

    assertThat(verdict(pod("pod", ephemeral))).isEqualTo(EXCEEDED);
    assertThat(world.verdicts(pod("thief", ephemeral)))
        .hasToString(
            "{all=Error[PVC default/thief-v was not created for pod default/thief (pod is not"
                + " owner)]}");
  }

  @Test
  void onlyRaisedLimitsHelp() {
    assertThat(helpsWhenLimitChanges(1, 2)).isTrue();
    assertThat(helpsWhenLimitChanges(2, 2)).isFalse();
    assertThat(helpsWhenLimitChanges(2, 1)).isFalse();
    assertThat(helpsWhenLimitChanges(2, null)).isFalse();
    assertThat(helpsWhenLimitChanges(null, 2)).isTrue();
  }

  private boolean helpsWhenLimitChanges(@Nullable Integer before, @Nullable Integer after) {
    return FakeCluster.mayHelp(
        plugin,
        ClusterEvent.CSI_NODE_UPDATED,
        using("pod", "c1"),
        Change.ofObject(csiNode("node", DRIVER, before), csiNode("node", DRIVER, after)));
  }

  @Test
  void endOfAPodWithAttachedVolumesHelps() {
    Pod gone = using("gone", "other");

    assertThat(helpsWhenGone(gone.toBuilder().nodeName("node").build())).isTrue();
    assertThat(helpsWhenGone(gone.toBuilder().nominatedNodeName("node").build())).isTrue();
    assertThat(helpsWhenGone(gone)).isFalse();
    assertThat(helpsWhenGone(pod("gone").toBuilder().nodeName("node").build())).isFalse();
    assertThat(helpsWhenGone(null)).isTrue();
  }

  private boolean helpsWhenGone(@Nullable Pod gone) {
    return FakeCluster.mayHelp(
        plugin, ClusterEvent.ASSIGNED_POD_DELETED, using("pod", "c1"), Change.ofPod(gone, null));
  }
}
