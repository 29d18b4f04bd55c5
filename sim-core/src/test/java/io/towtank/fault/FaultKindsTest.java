package io.towtank.fault;

import static io.towtank.fault.Bed.SECOND;
import static io.towtank.fault.Bed.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.api.ApiServer;
import io.towtank.control.plane.ControlPlane;
import io.towtank.control.plane.ControlPlaneOptions;
import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.text.InputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each fault does when it strikes, and when it is repaired. */
final class FaultKindsTest {
  private static final TargetSelector A1 = TargetSelector.named("a1");

  private final Bed bed = Bed.ofSix();

  @Test
  void nodeCrash() {
    bed.run(plan("node-crash", A1, 60, 10));
    assertThat(bed.log()).containsExactly("10 a1 off", "70 a1 on");
  }

  @Test
  void nodeRebootLastsTwoMinutes() {
    bed.run(plan("node-reboot", Map.of(), A1, null, 10));
    assertThat(bed.log()).containsExactly("10 a1 off", "130 a1 on");
  }

  @Test
  void kubeletHang() {
    bed.run(plan("kubelet-hang", A1, 60, 10));
    assertThat(bed.log()).containsExactly("10 a1 hangs", "70 a1 resumes");
  }

  @Test
  void pressure() {
    bed.run(plan("disk-pressure", A1, 60, 10), plan("memory-pressure", A1, 60, 20));
    assertThat(bed.log())
        .containsExactly(
            "10 a1 short of DISK", "20 a1 short of MEMORY", "70 a1 has DISK", "80 a1 has MEMORY");
  }

  @Test
  void slowNode() {
    bed.run(plan("slow-node", Map.of("factor", 2.5), A1, 60, 10));
    assertThat(bed.log()).containsExactly("10 a1 slow 2.5", "70 a1 slow 1.0");
  }

  @Test
  void zoneOutage() {
    bed.run(plan("zone-outage", TargetSelector.named("b"), 60, 10));
    assertThat(bed.log())
        .containsExactly(
            "10 b1 off",
            "10 b2 off",
            "10 b1 lost API",
            "10 b2 lost API",
            "70 b1 reaches API",
            "70 b2 reaches API",
            "70 b1 on",
            "70 b2 on");
  }

  @Test
  void rackPowerLoss() {
    bed.run(plan("rack-power-loss", TargetSelector.named("r2"), 60, 10));
    assertThat(bed.log()).startsWith("10 a3 off", "10 a4 off", "10 a3 lost API").hasSize(8);
  }

  @Test
  void networkPartitionCutsNamedPartsOff() {
    bed.run(plan("network-partition", TargetSelector.named("zone/a"), 60, 10));
    assertThat(bed.log())
        .containsExactly(
            "10 a1 lost API",
            "10 a2 lost API",
            "10 a3 lost API",
            "10 a4 lost API",
            "70 a1 reaches API",
            "70 a2 reaches API",
            "70 a3 reaches API",
            "70 a4 reaches API");
  }

  @Test
  void networkPartitionOfControlPlaneLeavesNodesAmongThemselves() {
    bed.start(plan("network-partition", TargetSelector.named("control-plane"), 60, 10));
    bed.simulation().runUntil(20 * SECOND);
    assertThat(bed.log()).hasSize(6).allMatch(line -> line.endsWith("lost API"));
  }

  @Test
  void networkPartitionCutsNamedLinks() {
    Map<String, ?> links = Map.of("links", List.of("rack/r1--zone/a"));
    bed.run(plan("network-partition", links, TargetSelector.ALL, 60, 10));
    assertThat(bed.log())
        .containsExactly(
            "10 a1 lost API", "10 a2 lost API", "70 a1 reaches API", "70 a2 reaches API");
  }

  @Test
  void aLinkOrPartOrNodeThatIsNotThereIsRefused() {
    Map<String, ?> links = Map.of("links", List.of("rack/r1--zone/b"));
    assertThatThrownBy(
            () -> bed.start(plan("network-partition", links, TargetSelector.ALL, 60, 10)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "fault 'network-partition at 10': there is no link 'rack/r1--zone/b'; "
                + "did you mean 'rack/r1--zone/a'?");
  }

  @Test
  void aTargetThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> bed.start(plan("zone-outage", TargetSelector.named("c"), 60, 10)))
        .isInstanceOf(InputException.class)
        .hasMessage("fault 'zone-outage at 10': there is no zone 'c'; did you mean 'a'?");
  }

  @Test
  void containerCrashEndsContainersOfRunningPodsThatMatch() {
    PodSpec spec = PodSpec.builder().requests(ResourceList.of(100, 1)).build();
    for (String name : List.of("web-1", "web-2", "db-1")) {
      bed.api()
          .pods()
          .create(
              Pod.builder(name, spec)
                  .labels(Labels.of("app", name.substring(0, name.indexOf('-'))))
                  .nodeName("a1")
                  .phase(name.equals("web-2") ? PodPhase.PENDING : PodPhase.RUNNING)
                  .build())
          .orThrow();
    }
    TargetSelector web =
        new TargetSelector(
            List.of(), LabelSelector.ofLabels(Labels.of("app", "web")), List.of(), List.of(), 0, 1);
    FaultSchedule schedule = bed.start(plan("container-crash", Map.of(), web, null, 5));
    bed.simulation().run();

    assertThat(bed.log()).containsExactly("5 web-1 on a1 killed");
    assertThat(schedule.accounts())
        .containsExactly(new FaultAccounts("container-crash at 5", 1, 0, 1));
  }

  @Test
  void imageRegistryOutage() {
    bed.run(plan("image-registry-outage", TargetSelector.ALL, 60, 10));
    assertThat(bed.log()).containsExactly("10 registry down", "70 registry up");
  }

  @Test
  void cordonMarksTheNodeUntilTheEnd() {
    bed.start(plan("cordon", A1, 60, 10));
    bed.simulation().runUntil(10 * SECOND);
    assertThat(bed.node("a1").unschedulable()).isTrue();
    bed.simulation().run();
    assertThat(bed.node("a1").unschedulable()).isFalse();
  }

  @Test
  void outOfServiceTaintsTheNodeUntilTheEnd() {
    Taint taint = new Taint(Taint.OUT_OF_SERVICE, "nodeshutdown", TaintEffect.NO_EXECUTE);
    bed.start(plan("out-of-service", A1, 60, 10));
    bed.simulation().runUntil(10 * SECOND);
    assertThat(bed.node("a1").taints()).containsExactly(taint);
    assertThat(bed.node("a1").taints().get(0).timeAddedNanos()).isEqualTo(10 * SECOND);
    bed.simulation().run();
    assertThat(bed.node("a1").taints()).isEmpty();
  }

  @Test
  void anOperatorTriesAgainUntilTheApiTakesTheWrite() {
    bed.start(
        plan("etcd-members-lost", Map.of("members", 2), TargetSelector.ALL, 30, 5),
        plan("cordon", A1, 600, 10));
    bed.simulation().runUntil(34 * SECOND);
    assertThat(bed.node("a1").unschedulable()).isFalse();
    bed.simulation().runUntil(35 * SECOND);
    assertThat(bed.node("a1").unschedulable()).isTrue();
  }

  @Test
  void oneEtcdMemberOfThreeMayBeLost() {
    bed.start(plan("etcd-members-lost", TargetSelector.ALL, 60, 10, 20));
    bed.simulation().runUntil(10 * SECOND);
    assertThat(bed.api().mode()).isEqualTo(ApiServer.Mode.UP);
    bed.simulation().runUntil(20 * SECOND);
    assertThat(bed.api().mode()).isEqualTo(ApiServer.Mode.READ_ONLY);
    bed.simulation().runUntil(70 * SECOND);
    assertThat(bed.api().mode()).isEqualTo(ApiServer.Mode.UP);
  }

  @Test
  void leadersGiveUpTenSecondsAfterTheirLastRenewalWithoutQuorum() {
    bed.run(plan("etcd-members-lost", Map.of("members", 2), TargetSelector.ALL, 60, 11));
    assertThat(bed.log())
        .containsExactly(
            "20 kube-scheduler lost",
            "20 kube-controller-manager lost",
            "71 kube-scheduler leads",
            "71 kube-controller-manager leads");
  }

  @Test
  void theApiIsDownWhenAllServersAre() {
    bed.start(
        plan("api-server-down", Map.of("servers", 2), TargetSelector.ALL, 60, 10),
        plan("api-server-down", Map.of(), TargetSelector.ALL, 10, 20));
    bed.simulation().runUntil(10 * SECOND);
    assertThat(bed.api().mode()).isEqualTo(ApiServer.Mode.UP);
    bed.simulation().runUntil(20 * SECOND);
    assertThat(bed.api().mode()).isEqualTo(ApiServer.Mode.DOWN);
    bed.simulation().runUntil(30 * SECOND);
    assertThat(bed.api().mode()).isEqualTo(ApiServer.Mode.UP);
  }

  @Test
  void withoutMastersNobodyLeadsAndTheApiIsDown() {
    bed.start(plan("control-plane-down", TargetSelector.ALL, 60, 10));
    bed.simulation().runUntil(69 * SECOND);
    assertThat(bed.api().mode()).isEqualTo(ApiServer.Mode.DOWN);
    assertThat(bed.log())
        .containsExactly("10 kube-scheduler lost", "10 kube-controller-manager lost");
    bed.simulation().run();
    assertThat(bed.api().mode()).isEqualTo(ApiServer.Mode.UP);
    assertThat(bed.log()).endsWith("70 kube-scheduler leads", "70 kube-controller-manager leads");
  }

  @Test
  void oneMasterOfThreeLostIsALeaderLost() {
    bed.start(plan("control-plane-down", Map.of("masters", 1), TargetSelector.ALL, 600, 11));
    bed.simulation().runUntil(60 * SECOND);
    assertThat(bed.api().mode()).isEqualTo(ApiServer.Mode.UP);
    // The lease was renewed at 10 s, and tries follow every 2 s from the loss on.
    assertThat(bed.log())
        .containsExactly(
            "11 kube-scheduler lost",
            "11 kube-controller-manager lost",
            "25 kube-scheduler leads",
            "25 kube-controller-manager leads");
  }

  @Test
  void schedulerLeaderLost() {
    bed.run(plan("scheduler-leader-lost", Map.of(), TargetSelector.ALL, null, 11));
    assertThat(bed.log()).containsExactly("11 kube-scheduler lost", "25 kube-scheduler leads");
  }

  @Test
  void aSingleControllerManagerLeadsAgainWhenItsProcessIsBack() {
    Bed single = new Bed(1, new ControlPlaneOptions(1, 1), List.of(Bed.node("n", "a", "")));
    single.run(plan("controller-manager-leader-lost", TargetSelector.ALL, 30, 11));
    assertThat(single.log())
        .containsExactly("11 kube-controller-manager lost", "41 kube-controller-manager leads");
    assertThat(single.controlPlane().options().quorum()).isEqualTo(1);
    assertThat(ControlPlane.CONTROLLER_MANAGER).isEqualTo("kube-controller-manager");
  }
}
