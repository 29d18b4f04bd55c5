package io.towtank.plugins.kubernetes.volume;

import static io.towtank.plugins.kubernetes.volume.VolumeObjects.DRIVER;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.claim;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.using;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.volume;
import static io.towtank.plugins.kubernetes.volume.VolumeObjects.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.ApiServer;
import io.towtank.kernel.Simulation;
import io.towtank.model.CsiNode;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.model.StorageClass;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.kubernetes.DefaultBinder;
import io.towtank.plugins.kubernetes.PrioritySort;
import io.towtank.record.RunRecorder;
import io.towtank.scheduling.CycleCost;
import io.towtank.scheduling.Scheduler;
import io.towtank.scheduling.SchedulerOptions;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.queue.QueueOptions;
import io.towtank.scheduling.runtime.PluginRegistry;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Volumes in a simulation, where time passes and the API remembers. */
class VolumeBindingRunTest {
  private static final long SECOND = 1_000_000_000L;
  private static final List<PluginFactory> PLUGINS =
      List.of(
          new PrioritySort.Factory(),
          new VolumeRestrictions.Factory(),
          new NodeVolumeLimits.Factory(),
          new VolumeBinding.Factory(),
          new VolumeZone.Factory(),
          new DefaultBinder.Factory());

  private final Simulation simulation = new Simulation(1);
  private final ApiServer api = new ApiServer(simulation);

  /** A scheduler that takes a second to bind, and hears of changes half a second late. */
  VolumeBindingRunTest() {
    SchedulerOptions options =
        new SchedulerOptions(
            QueueOptions.DEFAULT, CycleCost.ZERO, SECOND, SchedulerOptions.Ties.FIRST, SECOND / 2);
    Scheduler scheduler =
        new Scheduler(
            simulation,
            api,
            new ResourceIndex(),
            PluginRegistry.of(PLUGINS),
            List.of(
                Profile.ofDefault(PLUGINS.stream().map(f -> EnabledPlugin.of(f.name())).toList())),
            options,
            RunRecorder.NONE);
    assertThat(scheduler.cache().all()).isEmpty();
    node("a");
    node("b");
    api.storageClasses().create(waiting("local", StorageClass.NO_PROVISIONER)).orThrow();
    api.storageClasses().create(waiting("made", DRIVER)).orThrow();
  }

  private void node(String name) {
    api.nodes()
        .create(
            FakeCluster.node(name, 1000, 1000).labels(VolumeObjects.labels("zone=" + name)).build())
        .orThrow();
    api.csiNodes()
        .create(
            new CsiNode(name, List.of(new CsiNode.Driver(DRIVER, 2, List.of("zone", "rack"))), 0))
        .orThrow();
  }

  private void create(VolumeObjects.ClaimBuilder claim) {
    api.persistentVolumeClaims().create(claim.build()).orThrow();
  }

  private void create(Pod pod) {
    api.pods().create(pod).orThrow();
  }

  private Pod pod(String name) {
    return Objects.requireNonNull(api.pods().get("default/" + name));
  }

  private PersistentVolumeClaim claimOf(String name) {
    return Objects.requireNonNull(api.persistentVolumeClaims().get("default/" + name));
  }

  private PersistentVolume volumeOf(String claim) {
    return Objects.requireNonNull(api.persistentVolumes().get(claimOf(claim).volumeName()), claim);
  }

  @Test
  void waitingClaimsAreBoundWithThePodAndTheLastPodFindsNoVolume() {
    api.persistentVolumes().create(volume("on-a", "local").reachedFrom("zone=a").build()).orThrow();
    api.persistentVolumes().create(volume("on-b", "local").reachedFrom("zone=b").build()).orThrow();
    for (String name : List.of("1", "2", "3")) {
      create(claim("c" + name, "local"));
      create(using("p" + name, "c" + name));
    }

    simulation.runUntil(10 * SECOND);

    assertThat(pod("p1").nodeName()).isEqualTo("a");
    assertThat(pod("p2").nodeName()).isEqualTo("b");
    assertThat(pod("p3").reason())
        .isEqualTo(
            "0/2 nodes are available: 2 node(s) didn't find available persistent volumes to"
                + " bind.");
    assertThat(claimOf("c1").isBound()).isTrue();
    assertThat(volumeOf("c1").claim()).isEqualTo("default/c1");
    assertThat(volumeOf("c1").name()).isEqualTo("on-a");
    assertThat(claimOf("c3").isBound()).isFalse();

    api.persistentVolumes().create(volume("late", "local").build()).orThrow();
    simulation.runUntil(20 * SECOND);

    assertThat(pod("p3").isBound()).isTrue();
    assertThat(claimOf("c3").volumeName()).isEqualTo("late");
  }

  @Test
  void volumeIsMadeWhereThePodIsAndKeepsItsLaterUsersThere() {
    create(claim("data", "made").gib(7));
    create(using("first", "data"));
    create(using("second", "data"));
    simulation.runUntil(10 * SECOND);

    PersistentVolume made = volumeOf("data");
    assertThat(made.name()).isEqualTo("pvc-uid-data");
    assertThat(made.capacityBytes()).isEqualTo(7L << 30);
    assertThat(made.csiDriver()).isEqualTo(DRIVER);
    assertThat(made.nodeAffinity()).containsExactly(VolumeObjects.term("zone=a"));
    assertThat(claimOf("data").selectedNode()).isEqualTo("a");
    assertThat(pod("first").nodeName()).isEqualTo("a");
    assertThat(pod("second").nodeName()).isEqualTo("a");

    create(using("third", "data"));
    simulation.runUntil(20 * SECOND);
    assertThat(pod("third").nodeName()).isEqualTo("a");
  }

  @Test
  void madeVolumesCountAgainstTheLimitOfTheNode() {
    for (String name : List.of("1", "2", "3", "4", "5")) {
      create(claim("c" + name, "made"));
      create(using("p" + name, "c" + name));
    }

    simulation.runUntil(10 * SECOND);

    assertThat(api.pods().list()).extracting(Pod::nodeName).containsExactly("a", "a", "b", "b", "");
    assertThat(pod("p5").reason())
        .isEqualTo("0/2 nodes are available: 2 node(s) exceed max volume count.");
  }

  @Test
  void podWhoseVolumeIsTakenByAnotherHandBeforeItIsBoundTriesAgain() {
    api.persistentVolumes().create(volume("on-a", "local").reachedFrom("zone=a").build()).orThrow();
    api.persistentVolumes().create(volume("on-b", "local").reachedFrom("zone=b").build()).orThrow();
    create(claim("c", "local"));
    create(claim("thief", "local"));
    create(using("pod", "c"));
    simulation.runUntil(SECOND);
    api.persistentVolumes().update("on-a", found -> found.boundTo(claimOf("thief"))).orThrow();

    simulation.runUntil(20 * SECOND);

    assertThat(pod("pod").nodeName()).isEqualTo("b");
    assertThat(claimOf("c").volumeName()).isEqualTo("on-b");
  }
}
