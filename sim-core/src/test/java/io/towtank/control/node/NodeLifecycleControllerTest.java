package io.towtank.control.node;

import static io.towtank.testing.LiveCluster.spec;
import static io.towtank.testing.LiveCluster.tolerations;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.ApiServer;
import io.towtank.api.NodeLeases;
import io.towtank.kernel.RandomStream;
import io.towtank.kernel.Simulation;
import io.towtank.kubelet.machine.MachineOptions;
import io.towtank.kubelet.machine.UsageModel;
import io.towtank.model.PodBehavior;
import io.towtank.testing.LiveCluster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeLifecycleControllerTest {
  private final LiveCluster cluster = new LiveCluster();

  private void addNodes(String zone, int count) {
    for (int i = 0; i < count; i++) {
      cluster.addNode(zone + i, zone);
    }
  }

  private void crash(double seconds, String zone, int from, int to) {
    for (int i = from; i < to; i++) {
      String node = zone + i;
      cluster.at(seconds, () -> cluster.machines.crash(node));
    }
  }

  @Test
  void nodesOfAZoneAreTaintedTenSecondsApart() {
    addNodes("a", 6);
    cluster.manager.start();
    crash(101, "a", 0, 3);
    cluster.runTo(400);

    // Half of the zone: not enough for a disruption. One token in the bucket, one each ten seconds.
    assertThat(cluster.lifecycle.zoneState("/a")).isEqualTo(ZoneState.NORMAL);
    assertThat(cluster.logOf("NoExecute"))
        .containsExactly(
            "150 a0 +unreachable:NoExecute",
            "160 a1 +unreachable:NoExecute",
            "170 a2 +unreachable:NoExecute");
  }

  @Test
  void aSmallZoneOfWhichTooMuchIsGoneIsLeftAlone() {
    addNodes("a", 6);
    cluster.manager.start();
    crash(101, "a", 0, 4);
    cluster.runTo(1000);

    // The look that finds them gone closes the bucket before anybody has his turn.
    assertThat(cluster.lifecycle.zoneState("/a")).isEqualTo(ZoneState.PARTIAL_DISRUPTION);
    assertThat(cluster.logOf("NoExecute")).isEmpty();
    assertThat(cluster.logOf("NoSchedule")).hasSize(4);
  }

  @Test
  void evictionsBeginWhenEnoughIsBack() {
    addNodes("a", 6);
    cluster.manager.start();
    crash(101, "a", 0, 4);
    cluster.at(502, () -> cluster.machines.boot("a3"));
    cluster.runTo(1000);

    // Seen at 505 s; who had no token begins with an empty bucket.
    assertThat(cluster.lifecycle.zoneState("/a")).isEqualTo(ZoneState.NORMAL);
    assertThat(cluster.logOf("NoExecute"))
        .containsExactly(
            "515 a0 +unreachable:NoExecute",
            "525 a1 +unreachable:NoExecute",
            "535 a2 +unreachable:NoExecute");
  }

  @Test
  void aLargeZoneOfWhichTooMuchIsGoneIsEvictedSlowly() {
    addNodes("a", 60);
    cluster.manager.start();
    crash(101, "a", 0, 33);
    cluster.runTo(400);

    // 33 of 60 are 55 %. The full bucket of the former rate becomes a full one of the slow rate.
    assertThat(cluster.lifecycle.zoneState("/a")).isEqualTo(ZoneState.PARTIAL_DISRUPTION);
    assertThat(cluster.logOf("NoExecute"))
        .containsExactly(
            "150 a0 +unreachable:NoExecute",
            "250 a1 +unreachable:NoExecute",
            "350 a2 +unreachable:NoExecute");
  }

  @Test
  void aZoneThatIsGoneAltogetherIsEvictedAtTheFullRate() {
    addNodes("a", 3);
    addNodes("b", 3);
    cluster.manager.start();
    crash(101, "a", 0, 3);
    cluster.runTo(400);

    assertThat(cluster.lifecycle.zoneState("/a")).isEqualTo(ZoneState.FULL_DISRUPTION);
    assertThat(cluster.lifecycle.zoneState("/b")).isEqualTo(ZoneState.NORMAL);
    assertThat(cluster.logOf("NoExecute"))
        .containsExactly(
            "150 a0 +unreachable:NoExecute",
            "160 a1 +unreachable:NoExecute",
            "170 a2 +unreachable:NoExecute");
  }

  @Test
  void nothingIsEvictedWhileAllZonesAreGone() {
    addNodes("a", 2);
    addNodes("b", 2);
    cluster.manager.start();
    crash(101, "a", 0, 2);
    crash(201, "b", 0, 2);
    cluster.at(502, () -> cluster.machines.boot("b0"));
    cluster.runTo(540);

    assertThat(cluster.logOf("NoExecute"))
        .containsExactly(
            "150 a0 +unreachable:NoExecute",
            "160 a1 +unreachable:NoExecute",
            // At 250 s nobody is left: the taints are taken off.
            "250 a0 -unreachable:NoExecute",
            "250 a1 -unreachable:NoExecute",
            // At 505 s one is back; the buckets are empty.
            "515 a0 +unreachable:NoExecute",
            "515 b1 +unreachable:NoExecute",
            "525 a1 +unreachable:NoExecute");
  }

  @Test
  void aCordonedNodeIsTainted() {
    cluster.addNode("n1");
    cluster.manager.start();
    cluster.at(10, () -> cordon(true));
    cluster.at(20, () -> cordon(false));
    cluster.runTo(100);

    assertThat(cluster.log)
        .containsExactly("10 n1 +unschedulable:NoSchedule", "20 n1 -unschedulable:NoSchedule");
  }

  private void cordon(boolean isCordoned) {
    cluster
        .api
        .nodes()
        .update("n1", node -> node.toBuilder().unschedulable(isCordoned).build())
        .orThrow();
  }

  @Test
  void aNodeThatNeverSpeaksIsUnknownAfterAMinute() {
    cluster.addNode("n1");
    cluster.at(1, () -> cluster.cut("n2", true));
    cluster.at(7, () -> cluster.addNode("n2"));
    cluster.manager.start();
    cluster.runTo(200);

    // Seen at 10 s; nodes that have never spoken have a minute.
    assertThat(cluster.logOf("n2"))
        .contains("70 n2 MemoryPressure=UNKNOWN", "70 n2 +unreachable:NoExecute");
  }

  @Test
  void aControllerThatBeginsAnewTakesTaintsOffAndCountsFromItsStart() {
    cluster.addNode("n1");
    cluster.addNode("n2");
    cluster.manager.start();
    cluster.place("web", "n1", spec().tolerations(tolerations(300)), PodBehavior.DEFAULT);
    cluster.at(101, () -> cluster.machines.crash("n1"));
    cluster.at(203, cluster.manager::stop);
    cluster.at(207, cluster.manager::start);
    cluster.runTo(1000);

    assertThat(cluster.logOf("NoExecute", "deleted"))
        .containsExactly(
            "150 n1 +unreachable:NoExecute",
            "207 n1 -unreachable:NoExecute",
            "207 n1 +unreachable:NoExecute",
            "507 web deleted");
  }

  @Test
  void anApiThatTakesNoWritesIsToldLater() {
    cluster.addNode("n1");
    cluster.addNode("n2");
    cluster.manager.start();
    cluster.at(101, () -> cluster.machines.crash("n1"));
    cluster.at(140, () -> cluster.api.setMode(ApiServer.Mode.READ_ONLY));
    cluster.at(168, () -> cluster.api.setMode(ApiServer.Mode.UP));
    cluster.runTo(400);

    // Both were silent; n2 renews at 170 s, so that only n1 is found gone.
    assertThat(cluster.logOf("Ready", "NoExecute"))
        .containsExactly("170 n1 Ready=UNKNOWN", "170 n1 +unreachable:NoExecute");
  }

  @Test
  void looksAtWhichNothingCanChangeCostNothing() {
    addNodes("a", 20);
    cluster.manager.start();
    cluster.runTo(100);
    long before = cluster.simulation.eventsDelivered();
    cluster.runTo(1_000_000);

    assertThat(cluster.simulation.eventsDelivered()).isEqualTo(before);
  }

  @ParameterizedTest
  // 1155: a look at the nodes and the end of a toleration fall on one instant.
  @ValueSource(
      longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 1155})
  void whatIsComputedIsWhatPlainHeartbeatsAndLooksGive(long seed) {
    List<String> computed = history(seed, false);

    assertThat(computed).isEqualTo(history(seed, true));
    assertThat(computed).anyMatch(line -> line.contains("NoExecute"));
  }

  private static List<String> history(long seed, boolean isPlain) {
    RandomStream random = new Simulation(seed).streams().stream("test", "history");
    NodeLifecycleOptions options =
        NodeLifecycleOptions.of(new KubernetesVersion(random.nextLong(2) == 0 ? 31 : 34));
    if (random.nextLong(3) == 0) {
      options = options.withTaintsOnePassLater();
    }
    LiveCluster cluster =
        new LiveCluster(
            seed,
            isPlain ? NodeLeases.Mode.PLAIN : NodeLeases.Mode.COMPUTED,
            isPlain ? options.withPlainPasses() : options,
            MachineOptions.DEFAULT.withContainerStartNanos(0),
            UsageModel.NONE);
    int nodes = 4 + (int) random.nextLong(5);
    for (int i = 0; i < nodes; i++) {
      String name = "n" + i;
      String zone = "z" + random.nextLong(2);
      cluster.at(random.nextLong(40) * 0.5, () -> cluster.addNode(name, zone));
    }
    cluster.at(3, cluster.manager::start);
    for (int i = 0; i < nodes; i++) {
      String node = "n" + i;
      String pod = "p" + i;
      long seconds = 20 + random.nextLong(200);
      cluster.at(
          30,
          () ->
              cluster.place(
                  pod, node, spec().tolerations(tolerations(seconds)), PodBehavior.DEFAULT));
    }
    double now = 40;
    for (int i = 0; i < 60; i++) {
      // Half of the faults fall on half seconds, so that many meet a renewal or a look.
      now += random.nextLong(80) * 0.5 + (random.nextLong(2) == 0 ? 0 : random.nextDouble());
      String node = "n" + random.nextLong(nodes);
      int kind = (int) random.nextLong(12);
      cluster.at(now, () -> fault(cluster, node, kind));
    }
    cluster.runTo(now + 1000);
    return cluster.log;
  }

  private static void fault(LiveCluster cluster, String node, int kind) {
    switch (kind) {
      case 0, 1 -> cluster.machines.crash(node);
      case 2, 3, 4 -> cluster.machines.boot(node);
      case 5 -> cluster.machines.hang(node);
      case 6, 7 -> cluster.machines.resume(node);
      case 8 -> cluster.cut(node, true);
      case 9 -> cluster.cut(node, false);
      case 10 -> {
        cluster.manager.stop();
        cluster.manager.start();
      }
      default -> {
        boolean isUp = cluster.api.mode() == ApiServer.Mode.UP;
        cluster.api.setMode(isUp ? ApiServer.Mode.READ_ONLY : ApiServer.Mode.UP);
      }
    }
  }
}
