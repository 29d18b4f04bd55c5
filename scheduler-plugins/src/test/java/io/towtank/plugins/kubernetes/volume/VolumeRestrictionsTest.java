package io.towtank.plugins.kubernetes.volume;

import static io.towtank.plugins.kubernetes.volume.VolumeObjects.claim;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.pod;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.using;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Pod;
import io.towtank.model.Volume;
import io.towtank.model.Volume.Source;
import io.towtank.model.VolumeAccessMode;
import io.towtank.plugins.FakeCluster;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.QueueingHint.Change;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeRestrictionsTest {
  private static final String IN_USE =
      "Unschedulable[node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access"
          + " mode already in-use by another pod]";
  private static final String DISK = "Unschedulable[node(s) had no available disk]";

  private final VolumeWorld world =
      new VolumeWorld(new VolumeRestrictions.Factory()).node("a", "").node("b", "");
  private final VolumeRestrictions plugin = new VolumeRestrictions(new FakeCluster());

  @Test
  void claimForOnePodIsTakenOnAllNodesWhileAPodUsesIt() {
    world
        .with(claim("one", "fast").mode(VolumeAccessMode.READ_WRITE_ONCE_POD))
        .with(claim("many", "fast"));
    assertThat(world.verdicts(using("first", "one"))).hasToString("{a=ok, b=ok}");

    world.running("a", using("first", "one", "many"));

    assertThat(world.verdicts(using("second", "one")))
        .containsEntry("a", IN_USE)
        .containsEntry("b", IN_USE);
    assertThat(world.verdicts(using("second", "many"))).hasToString("{a=ok, b=ok}");
  }

  @Test
  void claimsOfOtherNamespacesAreOtherClaims() {
    world
        .with(claim("one", "fast").mode(VolumeAccessMode.READ_WRITE_ONCE_POD))
        .running("a", pod("other", Volume.ofClaim("v", "two")));
    assertThat(world.verdicts(using("mine", "one"))).hasToString("{a=ok, b=ok}");
  }

  @Test
  void podWithAMissingClaimIsRefusedForAllNodesAndPreemptionCantHelp() {
    assertThat(world.verdicts(using("pod", "gone")))
        .hasToString(
            "{all=UnschedulableAndUnresolvable[persistentvolumeclaim \"gone\" not found]}");
  }

  @Test
  void claimOfAnEphemeralVolumeIsNotLookedAt() {
    assertThat(world.verdicts(pod("pod", new Volume("scratch", Source.EPHEMERAL, "", false))))
        .hasToString("{a=ok, b=ok}");
  }

  @ParameterizedTest
  @CsvSource({
    // kind, held read-only, wanted read-only, conflict
    "GCE_PERSISTENT_DISK,     true,  true,  false",
    "GCE_PERSISTENT_DISK,     true,  false, true",
    "GCE_PERSISTENT_DISK,     false, true,  true",
    "AWS_ELASTIC_BLOCK_STORE, true,  true,  true",
    "AWS_ELASTIC_BLOCK_STORE, false, false, true",
    "ISCSI,                   true,  true,  false",
    "ISCSI,                   false, true,  true",
    "RBD,                     true,  true,  false",
    "RBD,                     false, false, true",
  })
  void diskIsSharedOnANodeOnlyByReaders(
      Source source, boolean heldReadOnly, boolean wantedReadOnly, boolean conflict) {
    world.running("a", pod("holder", disk(source, "disk", heldReadOnly)));

    assertThat(world.verdicts(pod("pod", disk(source, "disk", wantedReadOnly))))
        .containsEntry("a", conflict ? DISK : "ok")
        .containsEntry("b", "ok");
    assertThat(world.verdicts(pod("pod", disk(source, "another", wantedReadOnly))))
        .hasToString("{a=ok, b=ok}");
  }

  @Test
  void imagesOfCephClustersWithoutACommonMonitorAreDifferent() {
    world.running("a", pod("holder", rbd("m1", "m2")));

    assertThat(world.verdicts(pod("pod", rbd("m2", "m3")))).containsEntry("a", DISK);
    assertThat(world.verdicts(pod("pod", rbd("m3")))).containsEntry("a", "ok");
  }

  @Test
  void takingThePodAwayThatUsesTheClaimFreesItAndPuttingOneThereTakesIt() {
    FakeCluster cluster = new FakeCluster();
    PodInfo user = cluster.info(using("user", "one"));
    PodInfo waiting = cluster.info(using("waiting", "one"));
    world
        .with(claim("one", "fast").mode(VolumeAccessMode.READ_WRITE_ONCE_POD))
        .running("a", user.pod());

    CycleState state = world.preFiltered(waiting);
    CycleState trial = state.copy();
    plugin.removePod(trial, waiting, user, world.nodeInfo("a"));
    assertThat(plugin.filter(trial, waiting, world.nodeInfo("b"))).hasToString("Success");
    plugin.addPod(trial, waiting, user, world.nodeInfo("a"));
    assertThat(plugin.filter(trial, waiting, world.nodeInfo("b"))).hasToString(IN_USE);
    assertThat(plugin.filter(state, waiting, world.nodeInfo("b"))).hasToString(IN_USE);
  }

  @Test
  void endOfAPodWithACommonClaimOrDiskHelps() {
    Pod waiting = pod("waiting", Volume.ofClaim("v", "one"), disk(Source.ISCSI, "disk", false));

    assertThat(helps(waiting, using("gone", "one"))).isTrue();
    assertThat(helps(waiting, pod("gone", disk(Source.ISCSI, "disk", true)))).isTrue();
    assertThat(helps(waiting, using("gone", "two"))).isFalse();
    assertThat(helps(waiting, pod("gone"))).isFalse();
    assertThat(helps(waiting, using("gone", "one").toBuilder().namespace("other").build()))
        .isFalse();
    assertThat(helps(waiting, null)).isTrue();
  }

  private boolean helps(Pod waiting, @Nullable Pod gone) {
    return FakeCluster.mayHelp(
        plugin, ClusterEvent.ASSIGNED_POD_DELETED, waiting, Change.ofPod(gone, null));
  }

  @Test
  void creationOfAClaimHelpsThePodThatNamesIt() {
    Pod waiting = using("waiting", "one");

    assertThat(helpsWhenCreated(waiting, "one")).isTrue();
    assertThat(helpsWhenCreated(waiting, "noise")).isFalse();
    assertThat(
            helpsWhenCreated(
                pod("waiting", new Volume("v", Source.EPHEMERAL, "", false)), "waiting-v"))
        .isFalse();
  }

  private boolean helpsWhenCreated(Pod waiting, String claim) {
    return FakeCluster.mayHelp(
        plugin,
        ClusterEvent.PERSISTENT_VOLUME_CLAIM_ADDED,
        waiting,
        Change.ofObject(null, claim(claim, "fast").build()));
  }

  private static Volume disk(Source source, String id, boolean readOnly) {
    List<String> monitors = source == Source.RBD ? List.of("m1") : List.of();
    return new Volume("v", source, id, readOnly, monitors);
  }

  private static Volume rbd(String... monitors) {
    return new Volume("v", Source.RBD, "pool/image", false, Arrays.asList(monitors));
  }
}
