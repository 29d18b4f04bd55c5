package io.towtank.plugins.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.DeviceGroup;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodMix;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.FakeNode;
import io.towtank.plugins.Pods;
import io.towtank.plugins.device.DeviceChooser;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo.DeviceVector;
import io.towtank.scheduling.framework.PodInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FgdTest {
  private final FakeCluster cluster =
      new FakeCluster()
          .withMix(
              new PodMix.Kind(4000, 500, 1, List.of(), 2), // half of all pods
              new PodMix.Kind(8000, 1000, 1, List.of(), 1),
              new PodMix.Kind(2000, 0, 0, List.of(), 1));

  private static Node.Builder node(String name, int gpus, String model) {
    return FakeCluster.node(name, 6000, 0)
        .devices(List.of(new DeviceGroup("nvidia.com/gpu", gpus, model)));
  }

  private Fgd create(Map<String, ?> arguments) {
    return cluster.create(Fgd.class, new Fgd.Factory(), arguments);
  }

  @ParameterizedTest
  @CsvSource({
    // F before, with 6000 millicores and 1000 and 400 thousandths free:
    // 0.5 * 400 + 0.25 * 1400 (lacks CPU) + 0.25 * 1400 (wants no GPU) = 900.
    // On the first GPU F is 200 + 250 + 250 = 700, on the second 0 + 250 + 250 = 500:
    // the better gain is 400, and 100 * sigmoid(0.4) = 59.87.
    "1000, 1, 400,  59",
    // The idle GPU: 0.5 * 400 + 0.25 * 400 + 0.25 * 400 = 400, sigmoid(0.5) = 0.6225.
    "1000, 1, 1000, 62",
    // 3000 millicores left: 0.5 * 1400 + 0.25 * 1400 + 0.25 * 1400, sigmoid(-0.5) = 0.3775.
    "3000, 0, 0,    37",
  })
  void scoresByTheFallOfFragmentation(long cpuMillis, int count, int milli, long score) {
    cluster.add(node("node", 2, "")).holding(Pods.holdingGpus(600, 1));
    Pod pod =
        count == 0 ? Pods.requesting(cpuMillis, 0) : Pods.requestingGpus(cpuMillis, count, milli);

    assertThat(cluster.scores(create(Map.of("coverage", 1)), pod)).containsExactly(score);
  }

  @Test
  void sharesTheDeviceThatScoresBest() {
    FakeNode node = cluster.add(node("node", 2, "")).holding(Pods.holdingGpus(600, 1));

    assertThat(deviceFor(Pods.requestingGpus(1000, 1, 400), node)).isEqualTo(1);
  }

  @Test
  void ofEquallyGoodDevicesItSharesTheFirst() {
    FakeNode node = cluster.add(node("node", 3, "")).holding(Pods.holdingGpus(1000, 0));

    assertThat(deviceFor(Pods.requestingGpus(1000, 1, 400), node)).isEqualTo(1);
  }

  private int deviceFor(Pod pod, FakeNode node) {
    CycleState state = new CycleState();
    PodInfo info = cluster.info(pod);
    assertThat(create(Map.of()).preFilter(state, info, cluster).status().isSkip()).isTrue();
    DeviceChooser chooser = Objects.requireNonNull(state.read(DeviceChooser.KEY));
    DeviceVector devices =
        Objects.requireNonNull(node.devices(cluster.resources().find("nvidia.com/gpu")));
    return chooser.choose(node, devices, info.devices().get(0));
  }

  @Test
  void podsForWholeDevicesLeaveTheChoiceToDeviceShare() {
    CycleState state = new CycleState();
    create(Map.of()).preFilter(state, cluster.info(Pods.requestingGpus(0, 2, 1000)), cluster);

    assertThat(state.read(DeviceChooser.KEY)).isNull();
  }

  @Test
  void coverageCutsRareKindsOff() {
    cluster.add(node("node", 2, "")).holding(Pods.holdingGpus(600, 1));

    // Only the first kind counts: F is 400 before, and 0 once the second GPU is full.
    assertThat(cluster.scores(create(Map.of("coverage", 0.5)), Pods.requestingGpus(1000, 1, 400)))
        .containsExactly(59);
    // With two kinds, each half: 0.5 * 400 + 0.5 * 1400 = 900 before, 500 after.
    cluster.withMix(
        new PodMix.Kind(4000, 500, 1, List.of(), 1), new PodMix.Kind(2000, 0, 0, List.of(), 1));
    assertThat(cluster.scores(create(Map.of()), Pods.requestingGpus(1000, 1, 400)))
        .containsExactly(59);
  }

  @Test
  void podsWithoutAccessToTheModelCanUseNothing() {
    cluster.withMix(new PodMix.Kind(0, 1000, 1, List.of("A", "B"), 1));
    cluster.add(node("open", 1, "B"));
    cluster.add(node("closed", 1, "C"));

    // Open: 0 before, 500 after (lacks GPU). Closed: 1000 before, 500 after.
    assertThat(cluster.scores(create(Map.of()), Pods.requestingGpus(0, 1, 500)))
        .containsExactly(37, 62);
  }

  @Test
  void nodesWithoutDevicesGainNothing() {
    cluster.add(FakeCluster.node("plain", 6000, 0));

    assertThat(cluster.scores(create(Map.of()), Pods.requesting(1000, 0))).containsExactly(50);
  }
}
