package io.towtank.fault;

import static io.towtank.fault.Bed.SECOND;
import static io.towtank.fault.Bed.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.Watcher;
import io.towtank.kubelet.Kubelets;
import io.towtank.model.DaemonSet;
import io.towtank.model.DaemonSetSpec;
import io.towtank.model.IntOrPercent;
import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.ObjectMeta;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PodPhase;
import io.towtank.model.PodSpec;
import io.towtank.model.PodTemplate;
import io.towtank.model.ResourceList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Drains and upgrades, with kubelets that give every pod its 30 s of grace. */
final class DrainTest {
  private static final TargetSelector A1 = TargetSelector.named("a1");
  private static final PodSpec SPEC =
      PodSpec.builder()
          .requests(ResourceList.of(100, 1))
          .terminationGraceNanos(30 * SECOND)
          .build();
  private static final Labels WEB = Labels.of("app", "web");

  private final Bed bed = Bed.ofSix();
  private final List<String> heard = new ArrayList<>();

  DrainTest() {
    Kubelets kubelets = new Kubelets(bed.simulation(), bed.api(), 0);
    assertThat(kubelets).isNotNull();
    bed.api()
        .pods()
        .watch(
            "test",
            0,
            new Watcher<Pod>() {
              @Override
              public void onUpdate(Pod oldPod, Pod newPod) {
                if (newPod.isTerminating() && !oldPod.isTerminating()) {
                  hear(newPod.name() + " evicted");
                }
              }

              @Override
              public void onDelete(Pod pod) {
                hear(pod.name() + " gone");
              }
            });
  }

  private void hear(String line) {
    heard.add(
        BigDecimal.valueOf(bed.simulation().now(), 9).stripTrailingZeros().toPlainString()
            + " "
            + line);
  }

  private void pod(String name, String node, @Nullable OwnerReference owner) {
    bed.api()
        .pods()
        .create(
            Pod.builder(name, SPEC)
                .labels(WEB)
                .owner(owner)
                .nodeName(node)
                .phase(PodPhase.RUNNING)
                .ready(true, 0)
                .build())
        .orThrow();
  }

  private static OwnerReference replicaSet() {
    return new OwnerReference("ReplicaSet", "web");
  }

  private void budget(int disruptionsAllowed) {
    bed.api()
        .podDisruptionBudgets()
        .create(
            new PodDisruptionBudget(
                ObjectMeta.of("default", "web"),
                new PodDisruptionBudget.Spec(
                    LabelSelector.ofLabels(WEB),
                    null,
                    IntOrPercent.of(1),
                    PodDisruptionBudget.UnhealthyPodEvictionPolicy.IF_HEALTHY_BUDGET)))
        .orThrow();
    allow(disruptionsAllowed);
  }

  private void allow(int disruptions) {
    bed.api()
        .podDisruptionBudgets()
        .update(
            "default/web",
            stored ->
                stored.withStatus(
                    new PodDisruptionBudget.Status(
                        disruptions, 2, 1, 2, stored.meta().generation(), new TreeMap<>())))
        .orThrow();
  }

  private void run(FaultPlan... plans) {
    FaultSchedule schedule = new FaultSchedule(bed.world(), List.of(plans));
    schedule.addListener(
        new FaultListener() {
          @Override
          public void noted(FaultRecord fault, long atNanos, String what) {
            hear(what);
          }

          @Override
          public void ended(FaultRecord fault, long atNanos) {
            hear("over");
          }
        });
    schedule.start();
    bed.simulation().run();
  }

  @Test
  void aDrainEvictsAllAtOnceAndIsDoneWhenTheyAreGone() {
    pod("w1", "a1", replicaSet());
    pod("w2", "a1", replicaSet());
    pod("other", "a2", replicaSet());
    run(plan("drain", A1, 100, 10));

    assertThat(heard)
        .containsExactly(
            "10 w1 evicted",
            "10 w2 evicted",
            "40 w1 gone",
            "40 w2 gone",
            "40 a1: drained",
            "110 over");
    assertThat(bed.node("a1").unschedulable()).isFalse();
  }

  @Test
  void goneIsNoticedAtTheNextLook() {
    pod("w1", "a1", replicaSet());
    run(plan("drain", Map.of("grace", "2500ms"), A1, 100, 10));
    assertThat(heard)
        .containsExactly("10 w1 evicted", "12.5 w1 gone", "13 a1: drained", "110 over");
  }

  @Test
  void aBudgetKeepsAPodUntilARetryEveryFiveSeconds() {
    pod("w1", "a1", replicaSet());
    pod("w2", "a1", replicaSet());
    budget(1);
    bed.world().after(18 * SECOND, "allow", () -> allow(1));
    run(plan("drain", A1, 100, 10));

    assertThat(heard)
        .containsExactly(
            "10 w1 evicted",
            "10 cannot evict pod as it would violate the pod's disruption budget: the disruption"
                + " budget default/web needs 1 healthy pods and has 2 currently",
            "20 w2 evicted",
            "40 w1 gone",
            "50 w2 gone",
            "50 a1: drained",
            "110 over");
  }

  @Test
  void whereABudgetBlocksForEverTheTimeoutEndsTheDrainAndTheNodeStaysCordoned() {
    pod("w1", "a1", replicaSet());
    budget(0);
    run(plan("drain", Map.of("timeout", "60s"), A1, null, 10));

    assertThat(heard).hasSize(2).endsWith("70 a1: drain timed out");
    assertThat(bed.node("a1").unschedulable()).isTrue();
    assertThat(bed.api().pods().get("default/w1")).isNotNull();
  }

  @Test
  void withoutEvictionBudgetsAreNotAsked() {
    pod("w1", "a1", replicaSet());
    budget(0);
    run(plan("drain", Map.of("disableEviction", true), A1, 100, 10));
    assertThat(heard).startsWith("10 w1 evicted", "40 w1 gone", "40 a1: drained");
  }

  @Test
  void aPodWithoutAControllerRefusesTheDrainUnlessForced() {
    pod("bare", "a1", null);
    pod("w1", "a1", replicaSet());
    run(plan("drain", A1, 50, 10), plan("drain", Map.of("force", true), A1, 100, 100));

    assertThat(heard)
        .containsExactly(
            "10 cannot delete pod that declares no controller default/bare",
            "10 a1: drain refused",
            "60 over",
            "100 bare evicted",
            "100 w1 evicted",
            "130 bare gone",
            "130 w1 gone",
            "130 a1: drained",
            "200 over");
  }

  @Test
  void podsOfADaemonSetStayAndRefuseTheDrainIfTheyAreNotIgnored() {
    LabelSelector selector = LabelSelector.ofLabels(WEB);
    bed.api()
        .daemonSets()
        .create(
            new DaemonSet(
                ObjectMeta.of("default", "agent"),
                DaemonSetSpec.builder(selector, new PodTemplate(WEB, SPEC, PodBehavior.DEFAULT))
                    .build()))
        .orThrow();
    pod("agent-1", "a1", new OwnerReference("DaemonSet", "agent"));
    run(plan("drain", A1, 10, 10), plan("drain", Map.of("ignoreDaemonSets", false), A1, 10, 30));

    assertThat(heard)
        .containsExactly(
            "10 a1: drained",
            "20 over",
            "30 cannot delete DaemonSet-managed pod default/agent-1",
            "30 a1: drain refused",
            "40 over");
  }

  @Test
  void aDrainWaitsForTheApi() {
    pod("w1", "a1", replicaSet());
    run(
        plan("etcd-members-lost", Map.of("members", 2), TargetSelector.ALL, 6, 9),
        plan("drain", A1, 100, 10));
    assertThat(heard)
        .containsExactly(
            "10 etcd has no quorum, so that nothing can be written",
            "15 over",
            "15 w1 evicted",
            "45 w1 gone",
            "45 a1: drained",
            "110 over");
  }

  @Test
  void anUpgradeDrainsRebootsAndUncordonsOneNodeAfterTheOther() {
    pod("w1", "b1", replicaSet());
    TargetSelector zone = TargetSelector.named("b1", "b2");
    run(plan("rolling-node-upgrade", Map.of("downTime", "60s"), zone, null, 10));

    assertThat(heard)
        .containsExactly(
            "10 w1 evicted",
            "40 w1 gone",
            "40 b1: drained",
            "100 b1: upgraded",
            "100 b2: drained",
            "160 b2: upgraded",
            "160 over");
    assertThat(bed.log()).containsExactly("40 b1 off", "100 b1 on", "100 b2 off", "160 b2 on");
    assertThat(bed.node("b1").unschedulable()).isFalse();
    assertThat(bed.node("b2").unschedulable()).isFalse();
  }

  @Test
  void anUpgradeTakesSeveralAtATime() {
    run(plan("rolling-node-upgrade", Map.of("atOnce", 4), TargetSelector.ALL, null, 0));
    assertThat(bed.log())
        .containsExactly(
            "0 a1 off",
            "0 a2 off",
            "0 a3 off",
            "0 a4 off",
            "300 a1 on",
            "300 a2 on",
            "300 a3 on",
            "300 a4 on",
            "300 b1 off",
            "300 b2 off",
            "600 b1 on",
            "600 b2 on");
  }

  @Test
  void anUpgradeStopsWhereADrainFailsOrSkipsTheNode() {
    pod("w1", "a1", replicaSet());
    budget(0);
    TargetSelector two = TargetSelector.named("a1", "b1");
    run(
        plan("rolling-node-upgrade", Map.of("timeout", "60s"), two, null, 10),
        plan(
            "rolling-node-upgrade",
            Map.of("timeout", "60s", "onDrainFailure", "skip"),
            two,
            null,
            100));

    assertThat(heard)
        .filteredOn(line -> !line.contains("budget"))
        .containsExactly(
            "70 a1: drain timed out",
            "70 over",
            "160 a1: drain timed out",
            "160 b1: drained",
            "460 b1: upgraded",
            "460 over");
  }

  @Test
  void anUpgradeThatIsCalledOffLeavesTheRestAlone() {
    TargetSelector two = TargetSelector.named("b1", "b2");
    run(plan("rolling-node-upgrade", two, 100, 10));
    assertThat(bed.log()).containsExactly("10 b1 off", "310 b1 on");
    assertThat(bed.node("b1").unschedulable()).isFalse();
  }
}
