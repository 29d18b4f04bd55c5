package io.towtank.plugins.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.towtank.model.DeviceGroup;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.FakeNode;
import io.towtank.plugins.Pods;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.QueueingHint.Change;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeResourcesFitTest {
  private static final long MIB = FakeCluster.MIB;

  private final FakeCluster cluster = new FakeCluster();

  private NodeResourcesFit create(Map<String, ?> arguments) {
    return cluster.create(NodeResourcesFit.class, new NodeResourcesFit.Factory(), arguments);
  }

  private static Pod requesting(Map<String, Long> amounts) {
    return Pods.of(PodSpec.builder().requests(ResourceList.of(amounts)));
  }

  @ParameterizedTest
  @CsvSource({
    "400,  600,  'Success'",
    "401,  600,  'Unschedulable[Insufficient cpu]'",
    "401,  601,  'Unschedulable[Insufficient cpu, Insufficient memory]'",
    "1001, 600,  'UnschedulableAndUnresolvable[Insufficient cpu]'",
    "401,  1001, 'UnschedulableAndUnresolvable[Insufficient cpu, Insufficient memory]'",
    "0,    0,    'Success'",
  })
  void comparesRequestsWithWhatIsLeft(long cpu, long memory, String verdict) {
    FakeNode node =
        cluster.add(FakeCluster.node("node", 1000, 1000)).holding(Pods.requesting(600, 400));

    assertThat(cluster.filter(create(Map.of()), Pods.requesting(cpu, memory), node))
        .hasToString(verdict);
  }

  @Test
  void tooManyPodsAreNeverUnresolvable() {
    Node.Builder full = Node.builder("full", ResourceList.of(1000, 1000).with("pods", 0));

    assertThat(cluster.filter(create(Map.of()), Pods.withoutRequests(), cluster.add(full)))
        .hasToString("Unschedulable[Too many pods]");
    assertThat(cluster.filter(create(Map.of()), Pods.requesting(2000, 0), cluster.all().get(0)))
        .hasToString("UnschedulableAndUnresolvable[Too many pods, Insufficient cpu]");
  }

  @Test
  void manyExtendedResourcesAreNamedInOrder() {
    Map<String, Long> amounts = new TreeMap<>(Map.of("memory", 2000L));
    for (int i = 10; i < 80; i++) {
      amounts.put("example.com/r" + i, 1L);
    }
    FakeNode node = cluster.add(FakeCluster.node("node", 1000, 1000));

    assertThat(cluster.filter(create(Map.of()), requesting(amounts), node).reasons())
        .hasSize(71)
        .startsWith("Insufficient memory", "Insufficient example.com/r10")
        .endsWith("Insufficient example.com/r79");
  }

  @Test
  void ignoredExtendedResourcesAreNotLookedAt() {
    NodeResourcesFit plugin =
        create(
            Map.of(
                "ignoredResources",
                List.of("example.com/fpga", "cpu"),
                "ignoredResourceGroups",
                List.of("acme.io")));
    FakeNode node = cluster.add(FakeCluster.node("node", 1000, 1000));

    assertThat(
            cluster.filter(
                plugin,
                requesting(Map.of("example.com/fpga", 1L, "acme.io/a", 1L, "acme.io.net/b", 1L)),
                node))
        .hasToString("UnschedulableAndUnresolvable[Insufficient acme.io.net/b]");
    assertThat(cluster.filter(plugin, Pods.requesting(2000, 0), node).isSuccess())
        .as("only extended resources can be ignored")
        .isFalse();
  }

  @Test
  void devicesCountByTheirSum() {
    FakeNode node =
        cluster
            .add(
                FakeCluster.node("node", 1000, 1000)
                    .devices(List.of(new DeviceGroup("nvidia.com/gpu", 2, "T4"))))
            .holding(Pods.holdingGpus(700, 0), Pods.holdingGpus(700, 1));

    assertThat(cluster.filter(create(Map.of()), Pods.requestingGpus(0, 1, 600), node).isSuccess())
        .isTrue();
    assertThat(cluster.filter(create(Map.of()), Pods.requestingGpus(0, 1, 601), node))
        .hasToString("Unschedulable[Insufficient nvidia.com/gpu]");
    assertThat(cluster.filter(create(Map.of()), Pods.requestingGpus(0, 3, 1000), node))
        .hasToString("UnschedulableAndUnresolvable[Insufficient nvidia.com/gpu]");
  }

  @Test
  void leastAllocatedIsTheMeanOfWhatWouldBeLeft() {
    cluster.add(FakeCluster.node("empty", 4000, 1000 * MIB));
    cluster
        .add(FakeCluster.node("busy", 4000, 1000 * MIB))
        .holding(Pods.requesting(2000, 100 * MIB));
    cluster.add(FakeCluster.node("tiny", 500, 1000 * MIB));

    // (75 + 80) / 2, (25 + 70) / 2 and (0 + 80) / 2
    assertThat(cluster.scores(create(Map.of()), Pods.requesting(1000, 200 * MIB)))
        .containsExactly(77, 47, 40);
  }

  @Test
  void containersWithoutRequestsCountWithDefaults() {
    cluster
        .add(FakeCluster.node("node", 1000, 2000 * MIB))
        .holding(Pods.withoutRequests(), Pods.withoutRequests());

    // (1000 - 300) / 1000 and (2000 - 600) / 2000
    assertThat(cluster.scores(create(Map.of()), Pods.withoutRequests())).containsExactly(70);
  }

  @Test
  void mostAllocatedIsTheMeanOfWhatWouldBeRequested() {
    cluster
        .add(FakeCluster.node("busy", 4000, 1000 * MIB))
        .holding(Pods.requesting(2000, 100 * MIB));
    cluster.add(FakeCluster.node("tiny", 500, 1000 * MIB));

    // (75 + 30) / 2 and (100 + 20) / 2
    assertThat(cluster.scores(create(strategy("MostAllocated")), Pods.requesting(1000, 200 * MIB)))
        .containsExactly(52, 60);
  }

  private static Map<String, ?> strategy(String type) {
    return Map.of("scoringStrategy", Map.of("type", type));
  }

  @Test
  void weightsAndUnrequestedExtendedResources() {
    cluster.add(
        Node.builder(
            "node", ResourceList.of(1000, 1000).with("pods", 110).with("example.com/fpga", 4)));
    NodeResourcesFit plugin =
        create(
            Map.of(
                "scoringStrategy",
                Map.of(
                    "type",
                    "LeastAllocated",
                    "resources",
                    List.of(
                        Map.of("name", "cpu", "weight", 1),
                        Map.of("name", "example.com/fpga", "weight", 3),
                        Map.of("name", "example.com/absent")))));

    // (90 + 3 * 50) / 4, and the CPU's 90 alone
    assertThat(cluster.scores(plugin, requesting(Map.of("cpu", 100L, "example.com/fpga", 2L))))
        .containsExactly(60);
    assertThat(cluster.scores(plugin, requesting(Map.of("cpu", 100L)))).containsExactly(90);
  }

  @Test
  void requestedToCapacityRatioFollowsItsShapeAndLeavesOutZeros() {
    cluster.add(FakeCluster.node("even", 1000, 1000));
    cluster.add(FakeCluster.node("big memory", 1000, 1_000_000));
    NodeResourcesFit plugin =
        create(
            Map.of(
                "scoringStrategy",
                Map.of(
                    "type",
                    "RequestedToCapacityRatio",
                    "requestedToCapacityRatio",
                    Map.of(
                        "shape",
                        List.of(
                            Map.of("utilization", 0, "score", 0),
                            Map.of("utilization", 40, "score", 10),
                            Map.of("utilization", 100, "score", 5))))));

    // cpu 30 % -> 75, memory 70 % -> 75; on the second node memory 0 % -> 0, left out
    assertThat(cluster.scores(plugin, Pods.requesting(300, 700))).containsExactly(75, 75);
    // cpu 50 % -> 100 - 50 * 10 / 60 = 92, memory 1 % -> 2; mean 47
    assertThat(cluster.scores(plugin, Pods.requesting(500, 10))[0]).isEqualTo(47);
  }

  @ParameterizedTest
  @CsvSource({"30, 10", "30, 30"})
  void shapesMustGrow(int first, int second) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                create(
                    Map.of(
                        "scoringStrategy",
                        Map.of(
                            "type",
                            "RequestedToCapacityRatio",
                            "requestedToCapacityRatio",
                            Map.of(
                                "shape",
                                List.of(
                                    Map.of("utilization", first, "score", 0),
                                    Map.of("utilization", second, "score", 1)))))))
        .withMessageContaining("shape: utilizations must grow");
  }

  @Test
  void aWeightOfZeroIsOneAndAStrategyMustSayItsType() {
    Map<String, ?> cpu = Map.of("name", "cpu", "weight", 0);
    assertThat(
            create(
                    Map.of(
                        "scoringStrategy",
                        Map.of("type", "LeastAllocated", "resources", List.of(cpu))))
                .name())
        .isEqualTo("NodeResourcesFit");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(Map.of("scoringStrategy", Map.of("resources", List.of(cpu)))))
        .withMessageStartingWith(
            "scoringStrategy.type: '' is not known; expected one of LeastAllocated");
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(strategy("MostAlocated")))
        .withMessage(
            "scoringStrategy.type: 'MostAlocated' is not known; did you mean 'MostAllocated'?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(Map.of("ignoredResourceGroups", List.of("acme.io/a"))))
        .withMessageStartingWith("ignoredResourceGroups: 'acme.io/a'");
  }

  @Test
  void hugeAmountsDoNotOverflow() {
    cluster.add(FakeCluster.node("node", 1000, Long.MAX_VALUE / 2));

    assertThat(cluster.scores(create(Map.of()), Pods.requesting(0, Long.MAX_VALUE / 4)))
        .containsExactly(75);
  }

  @Test
  void hintsLookAtTheNodeThatChanged() {
    NodeResourcesFit plugin = create(Map.of());
    Pod pod = Pods.requesting(1000, 1000);
    Node small = FakeCluster.node("node", 500, 1000).build();
    Node large = FakeCluster.node("node", 2000, 1000).build();
    Node larger = FakeCluster.node("node", 2000, 2000).build();

    assertThat(mayHelp(plugin, ClusterEvent.NODE_ADDED, pod, Change.ofNode(null, small))).isFalse();
    assertThat(mayHelp(plugin, ClusterEvent.NODE_ADDED, pod, Change.ofNode(null, large))).isTrue();
    ClusterEvent resized = ClusterEvent.NODE_ALLOCATABLE_CHANGED;
    assertThat(mayHelp(plugin, resized, pod, Change.ofNode(small, large))).isTrue();
    assertThat(mayHelp(plugin, resized, pod, Change.ofNode(large, larger))).isTrue();
    assertThat(mayHelp(plugin, resized, pod, Change.ofNode(larger, large))).isFalse();
    assertThat(mayHelp(plugin, resized, pod, Change.ofNode(large, large))).isFalse();
  }

  @Test
  void hintsLookAtIgnoredResourcesToo() {
    NodeResourcesFit plugin = create(Map.of("ignoredResources", List.of("example.com/fpga")));
    Change added = Change.ofNode(null, FakeCluster.node("node", 1000, 1000).build());

    assertThat(
            mayHelp(
                plugin, ClusterEvent.NODE_ADDED, requesting(Map.of("example.com/fpga", 1L)), added))
        .isFalse();
  }

  @Test
  void hintsCompareSharesWithWholeDevices() {
    Node gpus =
        FakeCluster.node("node", 1000, 1000)
            .devices(List.of(new DeviceGroup("nvidia.com/gpu", 2, "")))
            .build();
    Change added = Change.ofNode(null, gpus);
    NodeResourcesFit plugin = create(Map.of());

    assertThat(mayHelp(plugin, ClusterEvent.NODE_ADDED, Pods.requestingGpus(0, 2, 1000), added))
        .isTrue();
    assertThat(
            mayHelp(
                plugin, ClusterEvent.NODE_ADDED, requesting(Map.of("nvidia.com/gpu", 3L)), added))
        .isFalse();
  }

  @Test
  void thePodsThatEndOrShrinkHelp() {
    NodeResourcesFit plugin = create(Map.of());
    Pod pod = requesting(Map.of("cpu", 100L));
    Pod before = Pods.requesting(500, 500).toBuilder().uid(2).build();
    Pod lessMemory = Pods.requesting(500, 400).toBuilder().uid(2).build();
    Pod lessCpu = Pods.requesting(400, 500).toBuilder().uid(2).build();

    assertThat(mayHelp(plugin, ClusterEvent.ASSIGNED_POD_DELETED, pod, Change.ofPod(before, null)))
        .isTrue();
    ClusterEvent updated = ClusterEvent.ASSIGNED_POD_UPDATED;
    assertThat(mayHelp(plugin, updated, pod, Change.ofPod(before, lessMemory))).isFalse();
    assertThat(mayHelp(plugin, updated, pod, Change.ofPod(before, lessCpu))).isTrue();
  }

  private static boolean mayHelp(
      NodeResourcesFit plugin, ClusterEvent event, Pod pod, Change change) {
    return FakeCluster.mayHelp(plugin, event, pod, change);
  }
}
