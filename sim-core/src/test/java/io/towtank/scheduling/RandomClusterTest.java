package io.towtank.scheduling;

import static io.towtank.scheduling.testing.Objects.SECOND;
import static io.towtank.scheduling.testing.Objects.capacity;
import static io.towtank.scheduling.testing.Objects.cpu;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.control.FinishedPodCleanup;
import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.kubelet.Kubelets;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.DeviceGroup;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceIndex;
import io.towtank.record.RunRecorder;
import io.towtank.scheduling.engine.EngineKind;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.queue.QueueOptions;
import io.towtank.scheduling.testing.Fakes;
import io.towtank.scheduling.testing.World;
import io.towtank.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random clusters in which nodes come, go, are cordoned and relabelled while random pods arrive,
 * end and are deleted. After every event the scheduler's picture must agree with the store and no
 * node may hold more than it has; once nothing changes any more, no pod may wait that fits a node.
 */
final class RandomClusterTest {
  private static final String GPU = "nvidia.com/gpu";
  private static final int NODE_NAMES = 6;
  private static final double CHANGES_END_SECONDS = 120;
  private static final double REST_SECONDS = 1205.5;

  static LongStream seeds() {
    return Seeds.upTo(200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void cacheAgreesWithTheStoreAndNoPodIsForgotten(long seed) {
    RandomCluster cluster = new RandomCluster(seed);
    Seeds.replayable(
        RandomClusterTest.class,
        seed,
        () -> {
          cluster.run(true);
          cluster.checkNobodyWaitsThatFits();
        },
        () -> "last attempts:\n" + String.join("\n", cluster.lastAttempts()));
  }

  @Test
  void runIsAFunctionOfItsSeed() {
    List<String> digests = new ArrayList<>();
    for (long seed = 1; seed <= 8; seed++) {
      RandomCluster first = new RandomCluster(seed);
      first.run(false);
      RandomCluster second = new RandomCluster(seed);
      second.run(true);
      assertThat(second.world.log()).as("seed %d", seed).isEqualTo(first.world.log());
      assertThat(second.digest()).as("seed %d", seed).isEqualTo(first.digest());
      digests.add(first.digest());
    }

    assertThat(digests).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void fastEngineMakesTheSameRun(long seed) {
    RandomCluster reference = new RandomCluster(seed);
    reference.run(false);
    RandomCluster fast = new RandomCluster(seed, EngineKind.FAST);
    fast.run(false);

    assertThat(fast.world.log()).isEqualTo(reference.world.log());
    assertThat(fast.digest()).isEqualTo(reference.digest());
  }

  private static final class RandomCluster {
    private final World world;
    private final RandomStream random;
    private final long watchDelayNanos;
    private final TreeSet<String> raised = new TreeSet<>();
    private int pods;
    private boolean ended;

    RandomCluster(long seed) {
      this(seed, EngineKind.REFERENCE);
    }

    RandomCluster(long seed, EngineKind engine) {
      random = new RandomStreams(seed).stream("test", "cluster");
      watchDelayNanos = oneOf(0, 0, SECOND / 2);
      // Without the flush after five minutes nothing makes up for a lost wake-up.
      long flushNanos = oneOf(QueueOptions.NEVER, 300 * SECOND);
      SchedulerOptions options =
          new SchedulerOptions(
              new QueueOptions(SECOND, 10 * SECOND, flushNanos, random.nextBoolean()),
              new CycleCost(oneOf(0, SECOND / 10, 2 * SECOND), oneOf(0, SECOND / 100)),
              oneOf(0, 0, SECOND / 4, 3 * SECOND),
              random.nextBoolean() ? SchedulerOptions.Ties.RANDOM : SchedulerOptions.Ties.FIRST,
              watchDelayNanos);
      List<PluginFactory> plugins =
          new ArrayList<>(
              List.of(
                  Fakes.GATES,
                  Fakes.CORDON,
                  Fakes.SELECTOR,
                  Fakes.FIT,
                  Fakes.score("Name", name -> name.hashCode() % 3L)));
      if (random.nextBoolean()) {
        plugins.add(Fakes.PREEMPT);
      }
      world =
          new World(
              seed,
              options.withEngine(engine),
              RunRecorder.NONE,
              plugins.toArray(new PluginFactory[0]));
      new Kubelets(world.simulation(), world.api(), oneOf(0, SECOND / 3));
      new FinishedPodCleanup(world.api());
      for (int i = 0; i < NODE_NAMES / 2; i++) {
        world.api().nodes().create(node("n" + i)).orThrow();
      }
      for (int i = 0; i < 60 + random.nextInt(60); i++) {
        world.at(random.nextInt(1000) * CHANGES_END_SECONDS / 1000, "change " + i, this::change);
      }
      world.at(REST_SECONDS, "end", () -> ended = true);
    }

    private long oneOf(long... values) {
      return values[random.nextInt(values.length)];
    }

    private Node node(String name) {
      // What a node has goes with its name and never shrinks: when it comes back, the pods that it
      // left behind hold their share of it.
      int devices = name.charAt(1) % 3;
      Node.Builder node =
          Node.builder(name, capacity(raised.contains(name) ? 4000 : 1000L << devices))
              .labels(Labels.of("disk", random.nextBoolean() ? "ssd" : "hdd"));
      return devices == 0
          ? node.build()
          : node.devices(List.of(new DeviceGroup(GPU, devices, ""))).build();
    }

    private void change() {
      String name = "n" + random.nextInt(NODE_NAMES);
      switch (random.nextInt(12)) {
        case 0 -> world.api().nodes().create(node(name));
        case 1 -> world.api().nodes().delete(name);
        case 2 -> update(name, node -> node.toBuilder().unschedulable(!node.unschedulable()));
        case 3 -> update(name, node -> node.toBuilder().labels(Labels.of("disk", "ssd")));
        case 4 -> {
          raised.add(name);
          update(name, node -> node.toBuilder().allocatable(capacity(4000)));
        }
        case 5 -> world.api().pods().delete("default/p" + random.nextInt(pods + 1));
        case 6 -> world.api().pods().update("default/p" + random.nextInt(pods + 1), this::ungated);
        default -> world.api().pods().create(pod("p" + ++pods)).orThrow();
      }
    }

    private void update(String name, Function<Node, Node.Builder> change) {
      world.api().nodes().update(name, node -> change.apply(node).build());
    }

    private Pod ungated(Pod pod) {
      return pod.spec().schedulingGates().isEmpty()
          ? pod
          : pod.toBuilder().spec(pod.spec().toBuilder().schedulingGates(List.of()).build()).build();
    }

    private Pod pod(String name) {
      PodSpec.Builder spec =
          PodSpec.builder()
              .requests(cpu(oneOf(0, 100, 500, 900, 3000)))
              .priority(random.nextInt(3))
              .terminationGraceNanos(oneOf(0, SECOND, 30 * SECOND));
      switch (random.nextInt(8)) {
        case 0 -> spec.nodeSelector(Labels.of("disk", "ssd"));
        case 1 -> spec.schedulingGates(List.of("gate"));
        case 2 -> spec.devices(List.of(new DeviceRequest(GPU, 1, (int) oneOf(300, 600, 1000))));
        case 3 -> spec.devices(List.of(new DeviceRequest(GPU, 2, 1000)));
        default -> {}
      }
      return Pod.builder(name, spec.build())
          .durationNanos(oneOf(Pod.NEVER, 0, SECOND, 20 * SECOND, 45 * SECOND))
          .build();
    }

    void run(boolean checked) {
      while (!isOver() && world.simulation().step()) {
        if (checked) {
          checkCache();
        }
      }
    }

    List<String> lastAttempts() {
      List<String> log = world.log();
      return log.subList(Math.max(0, log.size() - 20), log.size());
    }

    String digest() {
      return world.simulation().digest().hex();
    }

    private void checkCache() {
      ResourceIndex resources = world.resources();
      for (NodeInfo node : world.scheduler().cache().all()) {
        String name = node.node().name();
        long requested = 0;
        SortedMap<Integer, Integer> takenMilli = new TreeMap<>();
        TreeSet<String> held = new TreeSet<>();
        for (var info : node.pods()) {
          Pod pod = info.pod();
          held.add(pod.key());
          requested += pod.spec().effectiveRequests().get("cpu");
          for (DeviceAllocation allocation : pod.devices()) {
            for (int device : allocation.devices()) {
              takenMilli.merge(device, allocation.milliPerDevice(), Integer::sum);
            }
          }
        }
        assertThat(held).as("pods on %s", name).hasSize(node.pods().size());
        assertThat(node.requested(ResourceIndex.CPU))
            .as("cpu on %s", name)
            .isEqualTo(requested)
            .isLessThanOrEqualTo(node.allocatable(ResourceIndex.CPU));
        assertThat(node.requested(ResourceIndex.PODS)).isEqualTo(node.pods().size());
        checkDevices(node, takenMilli, resources);
        checkAgainstStore(name, held);
      }
    }

    private static void checkDevices(
        NodeInfo node, SortedMap<Integer, Integer> takenMilli, ResourceIndex resources) {
      NodeInfo.DeviceVector devices = node.devices(resources.intern(GPU));
      for (int d = 0; devices != null && d < devices.size(); d++) {
        assertThat(devices.freeMilli(d))
            .as("device %d of %s", d, node.node().name())
            .isEqualTo(1000 - takenMilli.getOrDefault(d, 0))
            .isBetween(0, 1000);
      }
      assertThat(takenMilli.keySet()).allMatch(d -> devices != null && d < devices.size());
    }

    /** The node holds the pods bound to it and the pods assumed; a delayed watch comes to that. */
    private void checkAgainstStore(String node, SortedSet<String> held) {
      if (watchDelayNanos > 0 && world.simulation().pending() > world.scheduler().pendingTimers()) {
        return;
      }
      TreeSet<String> expected = new TreeSet<>();
      for (Pod pod : world.api().pods().list()) {
        boolean isBoundHere = pod.isActiveOnNode() && pod.nodeName().equals(node);
        if (isBoundHere || isAssumedOn(node, pod)) {
          expected.add(pod.key());
        }
      }
      // A pod that was deleted while it was being bound holds its room until the binding fails.
      held.removeIf(key -> world.api().pods().get(key) == null);
      assertThat(held).as("pods on %s", node).isEqualTo(expected);
    }

    private boolean isAssumedOn(String node, Pod pod) {
      return world.scheduler().cache().isAssumed(pod.uid())
          && node.equals(world.scheduler().cache().nodeOf(pod.uid()));
    }

    /** At the end, but not in the midst of trying refused pods again; that is soon over. */
    private boolean isOver() {
      long latest = (long) ((REST_SECONDS + 300) * SECOND);
      return ended
          && (world.api().nodes().size() == 0
              || world.scheduler().isAtRest()
              || world.simulation().now() > latest);
    }

    void checkNobodyWaitsThatFits() {
      if (world.api().nodes().size() == 0) {
        return; // Attempts are errors then, which time retries for ever.
      }
      assertThat(world.scheduler().isAtRest()).isTrue();
      checkCache();
      for (Pod pod : world.api().pods().list()) {
        if (!pod.isBound() && pod.spec().schedulingGates().isEmpty()) {
          for (NodeInfo node : world.scheduler().cache().all()) {
            assertThat(fits(pod, node))
                .as("%s of %s waits, but fits %s", pod, pod.spec().effectiveRequests(), node)
                .isFalse();
          }
        }
      }
    }

    private boolean fits(Pod pod, NodeInfo node) {
      String disk = pod.spec().nodeSelector().get("disk");
      long free = node.allocatable(ResourceIndex.CPU) - node.requested(ResourceIndex.CPU);
      return !node.node().unschedulable()
          && (disk == null || disk.equals(node.node().labels().get("disk")))
          && pod.spec().effectiveRequests().get("cpu") <= free
          && pod.spec().devices().stream().allMatch(request -> fits(request, node));
    }

    private boolean fits(DeviceRequest request, NodeInfo node) {
      NodeInfo.DeviceVector devices = node.devices(world.resources().intern(GPU));
      int fitting = 0;
      for (int d = 0; devices != null && d < devices.size(); d++) {
        fitting += devices.freeMilli(d) >= request.milliPerDevice() ? 1 : 0;
      }
      return fitting >= request.count();
    }
  }
}
