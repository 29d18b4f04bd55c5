package io.towtank.kubelet.machine;

import static io.towtank.testing.LiveCluster.GIB;
import static io.towtank.testing.LiveCluster.SECOND;
import static io.towtank.testing.LiveCluster.container;
import static io.towtank.testing.LiveCluster.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.api.ApiServer;
import io.towtank.model.Container;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodBehavior.FailureModel;
import io.towtank.model.PodPhase;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.RestartPolicy;
import io.towtank.testing.LiveCluster;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What faults do to machines. */
final class MachinesTest {
  private final LiveCluster cluster = new LiveCluster();

  MachinesTest() {
    cluster.addNode("n1");
  }

  private void deleteAt(double seconds, String pod, long graceSeconds) {
    cluster.at(
        seconds, () -> cluster.api.deletePod(cluster.pod(pod), graceSeconds * SECOND).orThrow());
  }

  @Test
  void aCrashIsNotToldAndTheNextBootStartsContainersAnew() {
    cluster.place("web", "n1");
    cluster.place(
        "job",
        "n1",
        spec().restartPolicy(RestartPolicy.NEVER),
        PodBehavior.DEFAULT.withDurationNanos(1000 * SECOND));
    cluster.at(50, () -> cluster.machines.crash("n1"));
    cluster.at(90, () -> cluster.machines.boot("n1"));
    cluster.runTo(2000);

    assertThat(cluster.logOf("web", "job"))
        .containsExactly(
            "0 web RUNNING",
            "0 web ready",
            "0 job RUNNING",
            "0 job ready",
            "90 job FAILED",
            "90 job unready");
    assertThat(cluster.pod("web").restarts()).isEqualTo(1);
    assertThat(cluster.pod("job").runStatus().exitCode()).isEqualTo(137);
  }

  @Test
  void podsDeletedWhileTheirMachineWasOffAreGoneWhenItIsBack() {
    cluster.place("kept", "n1");
    cluster.place("deleted", "n1");
    cluster.place("removed", "n1");
    cluster.at(50, () -> cluster.machines.crash("n1"));
    deleteAt(60, "deleted", 30);
    deleteAt(60, "removed", 0);
    cluster.at(200, () -> cluster.machines.boot("n1"));
    cluster.runTo(300);

    assertThat(cluster.logOf("gone")).containsExactly("60 removed gone", "200 deleted gone");
    assertThat(cluster.pod("kept").restarts()).isEqualTo(1);
  }

  @Test
  void aKubeletThatHangsDoesNothingAndMakesUpForIt() {
    cluster.place("shaky", "n1", spec(), failing(20, 1));
    cluster.place("web", "n1");
    cluster.at(5, () -> cluster.machines.hang("n1"));
    deleteAt(10, "web", 3);
    cluster.at(40, () -> cluster.place("late", "n1"));
    cluster.at(60, () -> cluster.machines.resume("n1"));
    cluster.runTo(100);

    // The container ended at 20 s, of which the kubelet learns at 60 s.
    assertThat(cluster.logOf("late", "web gone"))
        .containsExactly("60 late RUNNING", "60 late ready", "63 web gone");
    assertThat(cluster.pod("shaky").restarts()).isEqualTo(1);
  }

  private static PodBehavior failing(long afterSeconds, int runs) {
    return new PodBehavior(Pod.NEVER, 0, 0, new FailureModel(1, afterSeconds * SECOND, runs), 0);
  }

  @Test
  void aNodeThatIsCutOffGoesOnAndTellsLater() {
    cluster.place(
        "job",
        "n1",
        spec().restartPolicy(RestartPolicy.NEVER),
        PodBehavior.DEFAULT.withDurationNanos(30 * SECOND));
    cluster.place("web", "n1");
    cluster.at(5, () -> cluster.cut("n1", true));
    deleteAt(20, "web", 10);
    cluster.at(100, () -> cluster.cut("n1", false));
    cluster.runTo(200);

    // The grace begins when the kubelet hears of it.
    assertThat(cluster.logOf("SUCCEEDED", "gone"))
        .containsExactly("100 job SUCCEEDED", "110 web gone");
    assertThat(cluster.pod("job").finishedNanos()).isEqualTo(30 * SECOND);
  }

  @Test
  void aMachineThatBootsCutOffKnowsNoPods() {
    cluster.place("web", "n1");
    cluster.at(5, () -> cluster.machines.crash("n1"));
    cluster.at(6, () -> cluster.cut("n1", true));
    deleteAt(7, "web", 0);
    cluster.at(10, () -> cluster.machines.boot("n1"));
    cluster.at(50, () -> cluster.cut("n1", false));
    cluster.runTo(200);

    assertThat(cluster.logOf("web")).containsExactly("0 web RUNNING", "0 web ready", "7 web gone");
  }

  @Test
  void whatCannotBeWrittenIsWrittenLater() {
    cluster.place(
        "job",
        "n1",
        spec().restartPolicy(RestartPolicy.NEVER),
        PodBehavior.DEFAULT.withDurationNanos(30 * SECOND));
    cluster.at(5, () -> cluster.api.setMode(ApiServer.Mode.READ_ONLY));
    cluster.at(100, () -> cluster.api.setMode(ApiServer.Mode.UP));
    cluster.runTo(200);

    assertThat(cluster.logOf("SUCCEEDED")).containsExactly("100 job SUCCEEDED");
  }

  @Test
  void aSlowMachineTakesLongerForWhatIsLeft() {
    cluster.place(
        "job",
        "n1",
        spec().restartPolicy(RestartPolicy.NEVER),
        PodBehavior.DEFAULT.withDurationNanos(30 * SECOND));
    cluster.at(10, () -> cluster.machines.slow("n1", 3));
    cluster.at(40, () -> cluster.machines.slow("n1", 1));
    cluster.runTo(200);

    // 10 s of work by 10 s, 10 more by 40 s.
    assertThat(cluster.logOf("SUCCEEDED")).containsExactly("50 job SUCCEEDED");
  }

  @Test
  void imagesArePulledOnceAndOneAfterTheOther() {
    TreeMap<String, Long> sizes = new TreeMap<>();
    sizes.put("web:1", 300L);
    sizes.put("db:1", 100L);
    LiveCluster pulling =
        new LiveCluster(
            MachineOptions.DEFAULT.withContainerStartNanos(0).withImages(sizes, 0, 10, 1),
            UsageModel.NONE);
    pulling.addNode("n1");
    pulling.place("web1", "n1", image("web:1"), PodBehavior.DEFAULT);
    pulling.place("db1", "n1", image("db:1"), PodBehavior.DEFAULT);
    pulling.at(60, () -> pulling.place("web2", "n1", image("web:1"), PodBehavior.DEFAULT));
    pulling.runTo(100);

    assertThat(pulling.logOf("RUNNING"))
        .containsExactly("30 web1 RUNNING", "40 db1 RUNNING", "60 web2 RUNNING");
    // Told with the status of the node, every 10 s.
    assertThat(pulling.node("n1").images()).hasSize(2);
  }

  @Test
  void imagesPulledSideBySideShareTheBandwidth() {
    TreeMap<String, Long> sizes = new TreeMap<>();
    sizes.put("web:1", 300L);
    sizes.put("db:1", 100L);
    LiveCluster pulling =
        new LiveCluster(
            MachineOptions.DEFAULT.withContainerStartNanos(0).withImages(sizes, 0, 10, 2),
            UsageModel.NONE);
    pulling.addNode("n1");
    pulling.place("web1", "n1", image("web:1"), PodBehavior.DEFAULT);
    pulling.place("db1", "n1", image("db:1"), PodBehavior.DEFAULT);
    pulling.runTo(100);

    // Five bytes a second each until db:1 is there; then 200 bytes are left for one.
    assertThat(pulling.logOf("RUNNING")).containsExactly("20 db1 RUNNING", "40 web1 RUNNING");
  }

  @Test
  void imagesNotUsedForLongestAreRemovedWhenTheDiskIsFull() {
    TreeMap<String, Long> sizes = new TreeMap<>();
    sizes.put("a:1", 40L);
    sizes.put("b:1", 40L);
    sizes.put("c:1", 15L);
    LiveCluster full =
        new LiveCluster(
            MachineOptions.DEFAULT
                .withContainerStartNanos(0)
                .withStopNanos(0)
                .withImages(sizes, 0, 10, 1)
                .withImageDisk(new ImageDisk(100, 85, 80)),
            UsageModel.NONE);
    full.addNode("n1");
    for (String name : List.of("a", "b", "c")) {
      full.place(name, "n1", image(name + ":1"), PodBehavior.DEFAULT);
    }
    full.at(310, () -> full.api.deletePod(full.pod("b"), SECOND));
    full.at(610, () -> full.api.deletePod(full.pod("a"), SECOND));
    full.runTo(590);
    // All are there; at 600 s, the first look since b has gone, b is the only one that nobody uses.
    assertThat(imagesOf(full)).containsExactly("a:1", "b:1", "c:1");
    full.runTo(620);
    assertThat(imagesOf(full)).containsExactly("a:1", "c:1");

    // 55 of 100 bytes: nothing more is removed, though nobody uses a now.
    full.runTo(2000);
    assertThat(imagesOf(full)).containsExactly("a:1", "c:1");

    full.place("b2", "n1", image("b:1"), PodBehavior.DEFAULT);
    full.runTo(3000);
    assertThat(imagesOf(full)).containsExactly("b:1", "c:1");
  }

  private static List<String> imagesOf(LiveCluster cluster) {
    Node node = cluster.api.nodes().get("n1");
    return node == null
        ? List.of()
        : node.images().stream().flatMap(image -> image.names().stream()).sorted().toList();
  }

  private static PodSpec.Builder image(String name) {
    Container container =
        new Container("main", name, ResourceList.of(100, 0), ResourceList.EMPTY, List.of(), false);
    return PodSpec.builder().containers(List.of(container));
  }

  @Test
  void pullsFromARegistryThatIsGoneAreBackedOff() {
    cluster.at(5, () -> cluster.machines.setRegistryUp(false));
    cluster.at(7, () -> cluster.place("web", "n1", image("web:1"), PodBehavior.DEFAULT));
    cluster.at(60, () -> cluster.machines.setRegistryUp(true));
    cluster.runTo(200);

    // Tried at 7, 17, 37 and 77 s.
    assertThat(cluster.log)
        .containsExactly(
            "7 web ErrImagePull",
            "17 web ImagePullBackOff",
            "77 web",
            "77 web RUNNING",
            "77 web ready");
  }

  @Test
  void aPodThatDoesNotFitFails() {
    cluster.place("big", "n1", spec().requests(ResourceList.of(9_950, 0)), PodBehavior.DEFAULT);
    cluster.place("second", "n1");
    cluster.place(
        "elsewhere", "n1", spec().nodeSelector(Labels.of("disk", "ssd")), PodBehavior.DEFAULT);
    cluster.runTo(1);

    // The kubelet takes 20 ms to tell.
    assertThat(cluster.logOf("FAILED"))
        .containsExactly("0 second FAILED OutOfcpu", "0 elsewhere FAILED OutOfcpu");
    cluster.at(2, () -> cluster.api.deletePod(cluster.pod("big"), 0));
    cluster.at(
        40,
        () ->
            cluster.place(
                "other", "n1", spec().nodeSelector(Labels.of("disk", "ssd")), PodBehavior.DEFAULT));
    cluster.runTo(50);
    assertThat(cluster.logOf("other")).containsExactly("40 other FAILED NodeAffinity");
  }

  @Test
  void pressureEvictsOnePodAfterTheOther() {
    LiveCluster used =
        new LiveCluster(
            MachineOptions.DEFAULT.withContainerStartNanos(0), UsageModel.fractionOfRequest(1.3));
    used.addNode("n1");
    used.manager.start();
    used.place("modest", "n1", memory(3, 5), PodBehavior.DEFAULT);
    used.place("worse", "n1", memory(4, 0), PodBehavior.DEFAULT);
    used.at(13, () -> used.place("free", "n1", spec(), PodBehavior.DEFAULT));
    used.at(33, () -> used.place("last", "n1", memory(1, 0), PodBehavior.DEFAULT));
    used.runTo(500);

    // 1.3 times 3 + 4 + 1 GiB are 10.4 GiB, of 10. Looked at 40 s; who uses more than he requests
    // and has the least priority goes first, and of those who uses most beyond it.
    assertThat(used.logOf("Pressure", "pressure", "Evicted"))
        .containsExactly(
            "40 n1 MemoryPressure=TRUE",
            "40 n1 +memory-pressure:NoSchedule",
            "41 worse FAILED Evicted",
            "350 n1 MemoryPressure=FALSE",
            "350 n1 -memory-pressure:NoSchedule");
    assertThat(used.pod("worse").disruptionReason()).isEqualTo("TerminationByKubelet");
  }

  @Test
  void aSoftThresholdEvictsAfterAWhileAndLetsPodsTakeTheirTime() {
    LiveCluster used =
        new LiveCluster(
            MachineOptions.DEFAULT
                .withContainerStartNanos(0)
                .withSoftEviction(new SoftEviction(GIB, 60 * SECOND, 5 * SECOND)),
            UsageModel.fractionOfRequest(1.3));
    used.addNode("n1");
    used.manager.start();
    used.place("modest", "n1", memory(3, 5), PodBehavior.DEFAULT);
    used.at(3, () -> used.place("brief", "n1", memory(4, 0), PodBehavior.DEFAULT));
    used.at(62, () -> used.api.deletePod(used.pod("brief"), SECOND));
    used.at(93, () -> used.place("worse", "n1", memory(4, 0), PodBehavior.DEFAULT));
    used.runTo(200);

    // Crossed at the looks from 10 s to 60 s, and from 100 s on.
    assertThat(used.logOf("MemoryPressure", "Evicted"))
        .containsExactly("10 n1 MemoryPressure=TRUE", "165 worse FAILED Evicted");
  }

  private static PodSpec.Builder memory(long gib, int priority) {
    return spec().requests(ResourceList.of(100, gib * GIB)).priority(priority);
  }

  @Test
  void pressureFromOutsideEvictsByPriorityAsLongAsItLasts() {
    for (int i = 0; i < 4; i++) {
      cluster.place("p" + i, "n1", spec().priority(i == 1 ? 0 : 10 + i), PodBehavior.DEFAULT);
    }
    cluster.place("critical", "n1", spec().priority(2_000_000_000), PodBehavior.DEFAULT);
    cluster.at(95, () -> cluster.machines.pressure("n1", NodeCondition.DISK_PRESSURE, true));
    cluster.at(101.5, () -> cluster.machines.pressure("n1", NodeCondition.DISK_PRESSURE, false));
    cluster.at(200, () -> cluster.place("new", "n1"));
    cluster.runTo(600);

    // Looked at 100 s, and whenever a pod is gone.
    assertThat(cluster.logOf("Evicted", "Pressure"))
        .containsExactly(
            "100 n1 DiskPressure=TRUE",
            "101 p1 FAILED Evicted",
            "102 p0 FAILED Evicted",
            "200 new FAILED Evicted",
            "410 n1 DiskPressure=FALSE");
  }

  @Test
  void aPodThatIsDeletedAsItComesTakesTimeAllTheSame() {
    LiveCluster starting = new LiveCluster(MachineOptions.DEFAULT, UsageModel.NONE);
    starting.addNode("n1");
    starting.at(
        50,
        () -> {
          starting.place("web", "n1");
          starting.api.deletePod(starting.pod("web"), 30 * SECOND).orThrow();
        });
    starting.runTo(50.015);
    assertThat(starting.api.pods().get("default/web")).isNotNull();

    // Or else its controller would make pods for ever at one instant.
    starting.runTo(50.02);
    assertThat(starting.api.pods().get("default/web")).isNull();
  }

  @Test
  void aPodThatStartedAndEndedUnheardDoesNotEndBeforeItStarts() {
    LiveCluster starting = new LiveCluster(MachineOptions.DEFAULT, UsageModel.NONE);
    starting.addNode("n1");
    starting.place(
        "job",
        "n1",
        spec().restartPolicy(RestartPolicy.NEVER),
        PodBehavior.DEFAULT.withDurationNanos(10 * SECOND));
    starting.at(0.5, () -> starting.cut("n1", true));
    starting.at(200, () -> starting.cut("n1", false));
    starting.runTo(300);

    Pod job = starting.pod("job");
    assertThat(job.phase()).isEqualTo(PodPhase.SUCCEEDED);
    assertThat(job.startedNanos()).isEqualTo(200 * SECOND);
    assertThat(job.finishedNanos()).isEqualTo(200 * SECOND);
  }

  @Test
  void pressureThatEndsWhileTheKubeletHangsIsNotReportedForEver() {
    cluster.at(95, () -> cluster.machines.pressure("n1", NodeCondition.DISK_PRESSURE, true));
    cluster.at(115, () -> cluster.machines.hang("n1"));
    cluster.at(125, () -> cluster.machines.pressure("n1", NodeCondition.DISK_PRESSURE, false));
    cluster.at(135, () -> cluster.machines.resume("n1"));
    cluster.runTo(600);

    // Last seen at 110 s; since the hang the kubelet reports 5 s later.
    assertThat(cluster.logOf("Pressure"))
        .containsExactly("100 n1 DiskPressure=TRUE", "415 n1 DiskPressure=FALSE");
  }

  @Test
  void aNodeThatIsGoneTakesItsPodsWithIt() {
    cluster.manager.start();
    cluster.place("web", "n1");
    cluster.at(65, () -> cluster.api.nodes().delete("n1"));
    cluster.runTo(300);

    // Found without a node at 80 s, and 40 s later still.
    assertThat(cluster.logOf("web FAILED", "gone"))
        .containsExactly("120 web FAILED", "120 web gone");
  }

  @Test
  void endedPodsBeyondANumberAreRemoved() {
    cluster.manager.start();
    for (int i = 0; i < 5; i++) {
      cluster.place(
          "job" + i,
          "n1",
          spec().restartPolicy(RestartPolicy.NEVER),
          PodBehavior.DEFAULT.withDurationNanos((50 - i) * SECOND));
    }
    cluster.runTo(300);

    // The fourth ends at 49 s; three may stay, and the oldest go.
    assertThat(cluster.logOf("gone")).containsExactly("60 job0 gone", "60 job1 gone");
  }

  @Test
  void aPodOfASnapshotGoesOn() {
    LiveCluster running = new LiveCluster();
    Pod pod =
        running
            .api
            .pods()
            .create(Pod.builder("old", spec().build()).nodeName("n1").build())
            .orThrow();
    running
        .api
        .pods()
        .update(
            pod.key(),
            stored -> stored.toBuilder().phase(PodPhase.RUNNING).startedNanos(-5 * SECOND).build());
    running.addNode("n1");
    running.runTo(100);

    assertThat(running.log).containsExactly("0 old RUNNING", "0 old ready");
    assertThat(running.pod("old").restarts()).isZero();
  }

  @Test
  void aNodeOfASnapshotThatIsNotReadyIsOff() {
    LiveCluster found = new LiveCluster();
    NodeCondition unknown = new NodeCondition(NodeCondition.READY, NodeCondition.Status.UNKNOWN, 0);
    found
        .api
        .nodes()
        .create(Node.builder("n1", ResourceList.of(1000, GIB)).conditions(List.of(unknown)).build())
        .orThrow();
    found.place("web", "n1");
    found.at(70, () -> found.machines.boot("n1"));

    assertThat(found.machines.isUp("n1")).isFalse();
    found.runTo(100);
    assertThat(found.log).containsExactly("70 n1 Ready=TRUE", "70 web RUNNING", "70 web ready");
  }

  @Test
  void unknownMachinesAndSpeedsAreRefused() {
    assertThatThrownBy(() -> cluster.machines.crash("n9")).hasMessage("there is no machine n9");
    assertThatThrownBy(() -> cluster.machines.slow("n1", 0))
        .hasMessage("a machine can't be slower by 0.0");
  }
}
