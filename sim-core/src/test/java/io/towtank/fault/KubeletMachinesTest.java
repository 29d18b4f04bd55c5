package io.towtank.fault;

import static io.towtank.fault.Bed.SECOND;
import static io.towtank.fault.Bed.node;
import static io.towtank.fault.Bed.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.ApiServer;
import io.towtank.api.NodeLeases;
import io.towtank.api.PodsByNode;
import io.towtank.control.plane.ControlPlane;
import io.towtank.control.plane.ControlPlaneOptions;
import io.towtank.kernel.Simulation;
import io.towtank.kubelet.machine.MachineOptions;
import io.towtank.kubelet.machine.UsageModel;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.network.Network;
import io.towtank.network.Topology;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Faults on machines with real kubelets: leases tell what the cluster can notice. */
final class KubeletMachinesTest {
  private final Simulation simulation = new Simulation(1);
  private final ApiServer api = new ApiServer(simulation);
  private final NodeLeases leases = new NodeLeases(simulation, NodeLeases.Mode.COMPUTED);
  private final FaultWorld world;

  KubeletMachinesTest() {
    List<Node> nodes = List.of(node("a1", "a", "r1"), node("b1", "b", ""));
    nodes.forEach(node -> api.nodes().create(node).orThrow());
    PodsByNode podsByNode = new PodsByNode("pods-by-node", api);
    Network network = new Network(new Topology(nodes, List.of()));
    io.towtank.kubelet.machine.Machines machines =
        new io.towtank.kubelet.machine.Machines(
            simulation,
            api,
            leases,
            podsByNode,
            network::canReachApi,
            UsageModel.NONE,
            MachineOptions.DEFAULT);
    network.addListener((node, reaches) -> machines.reachabilityChanged(node));
    ControlPlane controlPlane = new ControlPlane(simulation, api, ControlPlaneOptions.DEFAULT);
    world =
        new FaultWorld(
            simulation,
            api,
            podsByNode,
            network,
            new KubeletMachines(machines, api),
            machines::setRegistryUp,
            controlPlane);
  }

  private void start(FaultPlan... plans) {
    new FaultSchedule(world, List.of(plans)).start();
  }

  private long lastRenewalSecondsAt(String node, long second) {
    simulation.runUntil(second * SECOND);
    return leases.lastRenewalNanos(node) / SECOND;
  }

  @Test
  void aCrashedMachineRenewsNoLeaseUntilItHasBooted() {
    start(plan("node-crash", TargetSelector.named("a1"), 100, 25));
    assertThat(lastRenewalSecondsAt("a1", 60)).isEqualTo(20);
    assertThat(lastRenewalSecondsAt("b1", 60)).isEqualTo(60);
    assertThat(lastRenewalSecondsAt("a1", 130)).isEqualTo(125);
  }

  @Test
  void aHungKubeletRenewsNoLease() {
    start(plan("kubelet-hang", TargetSelector.named("a1"), 100, 25));
    assertThat(lastRenewalSecondsAt("a1", 120)).isEqualTo(20);
    assertThat(lastRenewalSecondsAt("a1", 200)).isGreaterThan(120);
  }

  @Test
  void aNodeThatIsCutOffRenewsNoLease() {
    start(plan("network-partition", TargetSelector.named("zone/a"), 100, 25));
    assertThat(lastRenewalSecondsAt("a1", 120)).isEqualTo(20);
    assertThat(lastRenewalSecondsAt("b1", 120)).isEqualTo(120);
    assertThat(lastRenewalSecondsAt("a1", 200)).isGreaterThan(120);
  }

  @Test
  void withoutQuorumNoLeaseIsRenewed() {
    start(plan("etcd-members-lost", Map.of("members", 2), TargetSelector.ALL, 100, 25));
    assertThat(lastRenewalSecondsAt("b1", 120)).isEqualTo(20);
    assertThat(lastRenewalSecondsAt("b1", 200)).isGreaterThan(120);
  }

  @Test
  void aNodeShortOfDiskSaysSo() {
    start(plan("disk-pressure", TargetSelector.named("a1"), 100, 25));
    simulation.runUntil(60 * SECOND);
    assertThat(api.nodes().get("a1"))
        .extracting(node -> node.condition(NodeCondition.DISK_PRESSURE))
        .extracting(NodeCondition::status)
        .isEqualTo(NodeCondition.Status.TRUE);
  }

  @Test
  void aKilledContainerIsStartedAgain() {
    PodSpec spec = PodSpec.builder().requests(ResourceList.of(100, 1)).build();
    api.pods().create(Pod.builder("web", spec).nodeName("a1").build()).orThrow();
    start(plan("container-crash", Map.of(), TargetSelector.ALL, null, 25));
    simulation.runUntil(60 * SECOND);
    assertThat(api.pods().get("default/web")).extracting(Pod::restarts).isEqualTo(1);
  }

  @Test
  void aMachineWhoseNodeIsDeletedIsOutOfReach() {
    start(plan("node-crash", TargetSelector.named("a1"), 100, 25));
    simulation.runUntil(30 * SECOND);
    api.nodes().delete("a1").orThrow();
    simulation.runUntil(200 * SECOND);
    assertThat(leases.isRenewing("a1")).isFalse();
  }
}
