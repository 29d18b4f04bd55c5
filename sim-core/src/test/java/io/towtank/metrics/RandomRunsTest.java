package io.towtank.metrics;

import static io.towtank.metrics.HandDriven.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.towtank.check.CheckLevel;
import io.towtank.check.InvariantChecker;
import io.towtank.kernel.Phase;
import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.ResourceNames;
import io.towtank.model.TypicalPod;
import io.towtank.record.RunSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random clusters of unlike nodes, first-fit, pods that come and go: the figures kept step by step
 * are those worked out from the store alone, and no packing beats its lower bound.
 */
final class RandomRunsTest {
  private static final int SECONDS = 60;
  private static final List<TypicalPod> MIX =
      List.of(
          new TypicalPod(500, 300, 1, List.of(), 0.5),
          new TypicalPod(3000, 1000, 2, List.of("A"), 0.25),
          new TypicalPod(2000, 0, 0, List.of(), 0.25));

  private final HandDriven hand = new HandDriven();
  private final Recorded recorded = new Recorded();
  private final List<String> alive = new ArrayList<>();
  private final List<Long> requestedCpu = new ArrayList<>();
  private final List<Long> requestedMemory = new ArrayList<>();
  private final List<Long> requestedGpu = new ArrayList<>();
  private final List<double[]> expected = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void figuresKeptStepByStepAreThoseOfTheStore(long seed) {
    RandomStream random = new RandomStreams(seed).stream("test", "runs");
    InvariantChecker checker = new InvariantChecker(hand.simulation, hand.api, CheckLevel.FULL);
    ClusterMetrics metrics =
        new ClusterMetrics(
            hand.simulation,
            hand.api,
            hand.index,
            MetricsOptions.every(SECOND).withTypicalPods(MIX),
            recorded);
    hand.at(0, () -> makeNodes(random));
    for (int second = 1; second <= SECONDS; second++) {
      int number = second;
      hand.at(second, () -> act(random, number));
    }
    hand.inPhase(Phase.RECORDING, SECONDS, () -> expected.add(fromStore()));

    while (hand.simulation.pending() > metrics.pendingTimers()) {
      hand.simulation.step();
      checker.betweenEvents();
    }
    metrics.finish();

    RunSummary summary = Recorded.summaryOf(metrics);
    checker.finish(summary.accounts());
    assertThat(recorded.samples).hasSize(SECONDS + 1);
    String[] columns = {
      "nodes_in_use_count",
      "cpu_allocated_ratio",
      "cpu_stranded_ratio",
      "memory_stranded_ratio",
      "nvidia_com_gpu_fragmented_ratio",
      "cpu_fragmented_ratio",
    };
    for (int c = 0; c < columns.length; c++) {
      List<Double> found = recorded.column(columns[c]);
      for (int second = 0; second <= SECONDS; second++) {
        assertThat(found.get(second))
            .as("%s at %d s", columns[c], second)
            .isCloseTo(expected.get(second)[c], within(1e-12));
      }
    }
    assertThat(summary.packing().efficiencyRatio()).isGreaterThan(0).isLessThanOrEqualTo(1);
    assertThat(summary.packing().nodesUsed()).isEqualTo(summary.nodes().inUsePeak());
    List<Double> bounds = recorded.column("nodes_lower_bound_count");
    List<Double> inUse = recorded.column("nodes_in_use_count");
    for (int second = 0; second <= SECONDS; second++) {
      assertThat(bounds.get(second)).isLessThanOrEqualTo(inUse.get(second));
    }
  }

  private void makeNodes(RandomStream random) {
    for (int i = 0; i < 6; i++) {
      int gpus = i == 0 ? 4 : random.nextInt(3) * 2;
      hand.node(
          "n" + i,
          1000L * (2 + random.nextInt(8)),
          1000L * (2 + random.nextInt(8)),
          gpus,
          random.nextInt(2) == 0 ? "A" : "B");
    }
  }

  /** One pod may end and one comes; it goes to the first node that has room, or waits for ever. */
  private void act(RandomStream random, int number) {
    if (!alive.isEmpty() && random.nextInt(3) == 0) {
      String name = alive.remove(random.nextInt(alive.size()));
      hand.start(name);
      hand.succeed(name);
      if (random.nextInt(2) == 0) {
        hand.delete(name);
      }
    }
    String name = "p" + number;
    long cpu = 100L * (1 + random.nextInt(20));
    requestedCpu.add(cpu);
    switch (random.nextInt(3)) {
      case 0 -> {
        long memory = 100L * (1 + random.nextInt(20));
        requestedMemory.add(memory);
        hand.pod(name, cpu, memory);
      }
      case 1 -> gpuPod(name, cpu, 1, 100 * (1 + random.nextInt(9)));
      default -> gpuPod(name, cpu, 1 + random.nextInt(2), 1000);
    }
    for (Node node : hand.api.nodes().list()) {
      Integer[] devices = devicesFor(hand.get(name), node);
      if (devices != null) {
        hand.bind(name, node.name(), devices);
        alive.add(name);
        return;
      }
    }
  }

  private void gpuPod(String name, long cpu, int count, int milli) {
    requestedGpu.add((long) count * milli);
    hand.gpuPod(name, cpu, count, milli);
  }

  private Integer @Nullable [] devicesFor(Pod pod, Node node) {
    boolean fits =
        pod.spec().effectiveRequests().get("cpu") <= free(node, ResourceNames.CPU)
            && pod.spec().effectiveRequests().get("memory") <= free(node, ResourceNames.MEMORY);
    if (!fits) {
      return null;
    }
    List<Integer> devices = new ArrayList<>();
    for (DeviceRequest request : pod.spec().devices()) {
      int[] free = freeDevices(node);
      for (int d = 0; d < free.length && devices.size() < request.count(); d++) {
        if (free[d] >= request.milliPerDevice()) {
          devices.add(d);
        }
      }
      if (devices.size() < request.count()) {
        return null;
      }
    }
    return devices.toArray(new Integer[0]);
  }

  private List<Pod> podsOn(Node node) {
    return hand.api.pods().list().stream()
        .filter(pod -> pod.isBound() && pod.phase() == PodPhase.PENDING)
        .filter(pod -> pod.nodeName().equals(node.name()))
        .toList();
  }

  private long free(Node node, String resource) {
    long free = node.allocatable().get(resource);
    for (Pod pod : podsOn(node)) {
      free -= pod.spec().effectiveRequests().get(resource);
    }
    return free;
  }

  private int[] freeDevices(Node node) {
    int[] free = new int[node.devices().isEmpty() ? 0 : node.devices().get(0).count()];
    Arrays.fill(free, 1000);
    for (Pod pod : podsOn(node)) {
      for (DeviceAllocation allocation : pod.devices()) {
        for (int device : allocation.devices()) {
          free[device] -= allocation.milliPerDevice();
        }
      }
    }
    return free;
  }

  /** The expected columns, from nothing but the store and the requests seen. */
  private double[] fromStore() {
    double inUse = 0;
    double cpu = 0;
    double memory = 0;
    double gpu = 0;
    double cpuAllocated = 0;
    double cpuStranded = 0;
    double memoryStranded = 0;
    double gpuFragmented = 0;
    double cpuFragmented = 0;
    FragmentationMeasure measure = new FragmentationMeasure(MIX);
    for (Node node : hand.api.nodes().list()) {
      int[] devices = freeDevices(node);
      long freeGpu = Arrays.stream(devices).sum();
      cpu += node.allocatable().get("cpu");
      memory += node.allocatable().get("memory");
      gpu += devices.length * 1000.0;
      inUse += podsOn(node).isEmpty() ? 0 : 1;
      long freeCpu = free(node, ResourceNames.CPU);
      long freeMemory = free(node, ResourceNames.MEMORY);
      cpuAllocated += node.allocatable().get("cpu") - freeCpu;
      boolean noCpu = exhausted(freeCpu, requestedCpu);
      boolean noMemory = exhausted(freeMemory, requestedMemory);
      boolean noGpu = devices.length > 0 && exhausted(freeGpu, requestedGpu);
      cpuStranded += noMemory || noGpu ? freeCpu : 0;
      memoryStranded += noCpu || noGpu ? freeMemory : 0;
      String model = node.devices().isEmpty() ? "" : node.devices().get(0).model();
      gpuFragmented += measure.deviceMilli(freeCpu, model, devices);
      cpuFragmented += measure.unfitShare(freeCpu, model, devices) * freeCpu;
    }
    return new double[] {
      inUse,
      cpuAllocated / cpu,
      cpuStranded / cpu,
      memoryStranded / memory,
      gpuFragmented / gpu,
      cpuFragmented / cpu
    };
  }

  private static boolean exhausted(long free, List<Long> requested) {
    return requested.stream().anyMatch(r -> r > 0)
        && requested.stream().filter(r -> r > 0).allMatch(r -> free < r);
  }
}
