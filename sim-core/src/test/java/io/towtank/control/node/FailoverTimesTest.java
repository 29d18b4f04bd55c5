package io.towtank.control.node;

import static io.towtank.testing.LiveCluster.SECOND;
import static io.towtank.testing.LiveCluster.spec;
import static io.towtank.testing.LiveCluster.tolerations;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.NodeLeases;
import io.towtank.api.Watcher;
import io.towtank.kubelet.machine.MachineOptions;
import io.towtank.kubelet.machine.UsageModel;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.testing.LiveCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine crashes: each step comes when the rules say. */
final class FailoverTimesTest {
  private static LiveCluster cluster(NodeLifecycleOptions options) {
    return new LiveCluster(
        1,
        NodeLeases.Mode.COMPUTED,
        options,
        MachineOptions.DEFAULT.withContainerStartNanos(0),
        UsageModel.NONE);
  }

  /** Renewals and looks fall on whole tens and fives of seconds after the start, here. */
  private static void setUp(LiveCluster cluster, long toleranceSeconds) {
    cluster.addNode("n1");
    cluster.addNode("n2");
    cluster.addNode("n3");
    cluster.manager.start();
    cluster.place(
        "web", "n1", spec().tolerations(tolerations(toleranceSeconds)), PodBehavior.DEFAULT);
    cluster
        .api
        .pods()
        .watch(
            "test-replicas",
            0,
            new Watcher<Pod>() {
              @Override
              public void onUpdate(Pod oldPod, Pod newPod) {
                // As a replica set counts: a pod that is told to end is none.
                if (newPod.isTerminating() && !oldPod.isTerminating()) {
                  cluster.note("replacement of " + newPod.name());
                  cluster.place("web2", "n2");
                }
              }
            });
  }

  @Test
  void eachStepFromTheCrashToTheReplacement() {
    LiveCluster cluster = cluster(NodeLifecycleOptions.of(KubernetesVersion.DEFAULT));
    setUp(cluster, 300);
    cluster.at(1003, () -> cluster.machines.crash("n1"));
    cluster.runTo(2000);

    // Renewed last at 1000 s, which the look at 1000 s sees; ten looks later 50 s are over.
    assertThat(cluster.log)
        .containsExactly(
            "0 web RUNNING",
            "0 web ready",
            "1050 n1 Ready=UNKNOWN",
            "1050 n1 MemoryPressure=UNKNOWN",
            "1050 n1 DiskPressure=UNKNOWN",
            "1050 n1 PIDPressure=UNKNOWN",
            "1050 web unready",
            "1050 n1 +unreachable:NoSchedule",
            "1050 n1 +unreachable:NoExecute",
            "1350 web deleted",
            "1350 replacement of web",
            "1350 web2 RUNNING",
            "1350 web2 ready");
    assertThat(cluster.pod("web").disruptionReason()).isEqualTo("DeletionByTaintManager");
  }

  @ParameterizedTest
  @CsvSource({
    "1.34, 300, 340, 355",
    "1.32, 300, 340, 355",
    "1.31, 300, 330, 345",
    "1.34,  30,  70,  85"
  })
  void crashToReplacementLiesInTheRangeThatFollows(
      String version, long tolerance, long least, long most) {
    for (int tenths = 0; tenths < 100; tenths += 7) {
      LiveCluster cluster = cluster(NodeLifecycleOptions.of(KubernetesVersion.parse(version)));
      double crash = 1000.05 + tenths / 10.0;
      cluster.at(2.5, () -> setUp(cluster, tolerance));
      cluster.at(crash, () -> cluster.machines.crash("n1"));
      cluster.runTo(2000);

      Pod replacement = cluster.pod("web2");
      double wait = (double) replacement.createdNanos() / SECOND - crash;
      assertThat(wait).isBetween((double) least, (double) most);
    }
  }

  @Test
  void theTaintMayComeOneLookLater() {
    LiveCluster cluster =
        cluster(NodeLifecycleOptions.of(KubernetesVersion.DEFAULT).withTaintsOnePassLater());
    setUp(cluster, 300);
    cluster.at(1003, () -> cluster.machines.crash("n1"));
    cluster.runTo(2000);

    assertThat(cluster.logOf("+", "replacement"))
        .containsExactly(
            "1050 n1 +unreachable:NoSchedule",
            "1055 n1 +unreachable:NoExecute",
            "1355 replacement of web");
  }

  @Test
  void aMachineThatIsBackInTimeLosesNoPod() {
    LiveCluster cluster = cluster(NodeLifecycleOptions.of(KubernetesVersion.DEFAULT));
    setUp(cluster, 300);
    cluster.at(1003, () -> cluster.machines.crash("n1"));
    cluster.at(1342, () -> cluster.machines.boot("n1"));
    cluster.runTo(2000);

    assertThat(cluster.logOf("NoExecute", "NoSchedule", "Ready", "ready", "deleted", "gone"))
        .containsExactly(
            "0 web ready",
            "1050 n1 Ready=UNKNOWN",
            "1050 web unready",
            "1050 n1 +unreachable:NoSchedule",
            "1050 n1 +unreachable:NoExecute",
            "1342 n1 Ready=TRUE",
            "1342 web ready",
            "1342 n1 -unreachable:NoSchedule",
            "1345 n1 -unreachable:NoExecute");
    assertThat(cluster.pod("web").restarts()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPodStaysTerminatingUntilItsNodeSpeaksAgain(boolean isOutOfService) {
    LiveCluster cluster = cluster(NodeLifecycleOptions.of(KubernetesVersion.DEFAULT));
    setUp(cluster, 30);
    cluster.at(1003, () -> cluster.machines.crash("n1"));
    if (isOutOfService) {
      cluster.at(1200, () -> taintOutOfService(cluster));
    }
    cluster.at(1500.5, () -> cluster.machines.boot("n1"));
    cluster.runTo(2000);

    // Pods are collected every 20 s.
    assertThat(cluster.logOf("web deleted", "web gone"))
        .containsExactly("1080 web deleted", isOutOfService ? "1200 web gone" : "1500.5 web gone");
  }

  private static void taintOutOfService(LiveCluster cluster) {
    cluster
        .api
        .nodes()
        .update(
            "n1",
            node ->
                node.withTaint(
                    new Taint(Taint.OUT_OF_SERVICE, "nodeshutdown", TaintEffect.NO_EXECUTE)))
        .orThrow();
  }
}
