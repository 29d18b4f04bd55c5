package io.towtank.plugins.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.towtank.model.DeviceAllocation;
import io.towtank.model.DeviceGroup;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.FakeNode;
import io.towtank.plugins.Pods;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.QueueingHint.Change;
import io.towtank.scheduling.framework.Status;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceShareTest {
  private final FakeCluster cluster = new FakeCluster();
  // Left on the devices: 1000, 300, 600, 1000, 600.
  private final FakeNode node =
      cluster
          .add(gpuNode(5))
          .holding(Pods.holdingGpus(700, 1), Pods.holdingGpus(400, 2), Pods.holdingGpus(400, 4));

  private static Node.Builder gpuNode(int count) {
    return FakeCluster.node("node", 64_000, 1000)
        .devices(List.of(new DeviceGroup("nvidia.com/gpu", count, "T4")));
  }

  private DeviceShare create(Map<String, ?> arguments) {
    return cluster.create(DeviceShare.class, new DeviceShare.Factory(), arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 300,  Success",
    "1, 1000, Success",
    "2, 1000, Success",
    "3, 1000, Unschedulable[Insufficient shareable nvidia.com/gpu]",
    "6, 1000, UnschedulableAndUnresolvable[Insufficient shareable nvidia.com/gpu]",
  })
  void eachDeviceMustHaveEnoughLeft(int count, int milli, String verdict) {
    assertThat(cluster.filter(create(Map.of()), Pods.requestingGpus(0, count, milli), node))
        .hasToString(verdict);
  }

  @Test
  void aShareDoesNotFitIntoWhatIsLeftOfSeveralDevices() {
    FakeNode scattered =
        cluster.add(gpuNode(2)).holding(Pods.holdingGpus(700, 0), Pods.holdingGpus(700, 1));

    assertThat(cluster.filter(create(Map.of()), Pods.requestingGpus(0, 1, 600), scattered))
        .hasToString("Unschedulable[Insufficient shareable nvidia.com/gpu]");
  }

  @Test
  void nodesWithoutDevicesCanNeverHoldThePod() {
    FakeNode plain = cluster.add(FakeCluster.node("plain", 1000, 1000));

    assertThat(cluster.filter(create(Map.of()), Pods.requestingGpus(0, 1, 1), plain))
        .hasToString("UnschedulableAndUnresolvable[Insufficient shareable nvidia.com/gpu]");
  }

  @Test
  void hasNoSayOnPodsWithoutDevices() {
    assertThat(cluster.filter(create(Map.of()), Pods.requesting(1, 1), node).isSkip()).isTrue();
  }

  @Test
  void refusesTwoRequestsForOneResource() {
    DeviceRequest share = new DeviceRequest("nvidia.com/gpu", 1, 500);
    Pod pod = Pods.of(PodSpec.builder().devices(List.of(share, share)));

    assertThat(cluster.filter(create(Map.of()), pod, node))
        .hasToString("UnschedulableAndUnresolvable[pod requests nvidia.com/gpu twice]");
  }

  @ParameterizedTest
  @CsvSource({
    "tightest, 300, 1",
    "tightest, 301, 2",
    "tightest, 600, 2",
    "tightest, 601, 0",
    "first,    300, 0",
  })
  void theChoiceDecidesWhichDeviceIsShared(String choice, int milli, int device) {
    assertThat(reserve(create(Map.of("choice", choice)), milli)).isEqualTo(device);
  }

  @Test
  void theRandomChoiceReachesEveryDeviceWithRoomAndNoOther() {
    DeviceShare plugin = create(Map.of("choice", "random"));
    SortedSet<Integer> chosen = new TreeSet<>();
    for (int i = 0; i < 200; i++) {
      chosen.add(reserve(plugin, 500));
    }

    assertThat(chosen).containsExactly(0, 2, 3, 4);
  }

  private int reserve(DeviceShare plugin, int milli) {
    CycleState state = new CycleState();
    Pod pod = Pods.requestingGpus(0, 1, milli);
    assertThat(plugin.reserve(state, cluster.info(pod), node).isSuccess()).isTrue();
    DeviceAllocation claimed = state.claimedDevices().get(0);
    assertThat(claimed.milliPerDevice()).isEqualTo(milli);
    return claimed.devices().get(0);
  }

  @Test
  void wholeDevicesAreTheFirstThatAreFree() {
    CycleState state = new CycleState();
    DeviceShare plugin = create(Map.of());
    Pod pod = Pods.of(PodSpec.builder().requests(ResourceList.of(Map.of("nvidia.com/gpu", 2L))));

    assertThat(plugin.reserve(state, cluster.info(pod), node).isSuccess()).isTrue();
    assertThat(state.claimedDevices())
        .containsExactly(new DeviceAllocation("nvidia.com/gpu", List.of(0, 3), 1000));

    plugin.unreserve(state, cluster.info(pod), "node");
    assertThat(state.claimedDevices()).isEmpty();
  }

  @Test
  void reserveRefusesWhatDoesNotFitAnyMore() {
    Status status =
        create(Map.of())
            .reserve(new CycleState(), cluster.info(Pods.requestingGpus(0, 3, 1000)), node);

    assertThat(status).hasToString("Unschedulable[Insufficient shareable nvidia.com/gpu]");
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "-1, 1"})
  void aPolicyCanPrescribeTheDevice(int prescribed, int device) {
    CycleState state = new CycleState();
    state.write(DeviceChooser.KEY, (chosenNode, devices, request) -> prescribed);

    create(Map.of()).reserve(state, cluster.info(Pods.requestingGpus(0, 1, 300)), node);

    assertThat(state.claimedDevices())
        .containsExactly(new DeviceAllocation("nvidia.com/gpu", List.of(device), 300));
  }

  @Test
  void unknownChoicesAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(Map.of("choice", "tigthest")))
        .withMessage("choice: 'tigthest' is not known; did you mean 'tightest'?");
  }

  @Test
  void theEndOfAPodWithSuchDevicesHelps() {
    DeviceShare plugin = create(Map.of());
    Pod pod = Pods.requestingGpus(1000, 1, 500);

    assertThat(ended(plugin, pod, Pods.holdingGpus(1000, 0))).isTrue();
    assertThat(ended(plugin, pod, Pods.requesting(1000, 0))).isFalse();
    assertThat(
            ended(
                plugin,
                pod,
                Pods.of(PodSpec.builder().requests(ResourceList.of(Map.of("nvidia.com/gpu", 1L))))))
        .isTrue();
    assertThat(
            FakeCluster.mayHelp(
                plugin,
                ClusterEvent.NODE_ADDED,
                pod,
                Change.ofNode(null, FakeCluster.node("plain", 1, 1).build())))
        .isFalse();
    assertThat(
            FakeCluster.mayHelp(
                plugin, ClusterEvent.NODE_ADDED, pod, Change.ofNode(null, node.node())))
        .isTrue();
  }

  private static boolean ended(DeviceShare plugin, Pod pod, Pod gone) {
    return FakeCluster.mayHelp(
        plugin, ClusterEvent.ASSIGNED_POD_DELETED, pod, Change.ofPod(gone, null));
  }
}
