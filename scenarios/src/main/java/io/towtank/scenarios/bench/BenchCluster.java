package io.towtank.scenarios.bench;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodMix;
import io.towtank.model.ResourceIndex;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.scenarios.bench.BenchWorkload.BenchTemplate;
import io.towtank.scenarios.load.Services;
import io.towtank.scheduling.SchedulingAlgorithm;
import io.towtank.scheduling.engine.Selection;
import io.towtank.scheduling.engine.TieBreaker;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.SchedulingPolicy;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.WaitingPods;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * A cluster that stays as full as it is at the start: before each decision a pod drawn at random
 * ends. Queue, API and time are left out: what is measured is the draw of that pod, one decision,
 * and two changes of the cache. Making pods is not, nor the version of a pod that names its node.
 *
 * <p>Nodes of 32 CPU, 128 GiB and 110 pods lie in 4 zones. The history follows from the seed and
 * the decisions alone, so engines that decide alike have the same history.
 */
final class BenchCluster implements BatchTimer.Load {
  private static final String PROFILE = "kubernetes-default";
  private static final List<String> ZONES = List.of("zone-a", "zone-b", "zone-c", "zone-d");
  private static final long CPU_MILLIS = 32_000;
  private static final long MEMORY_BYTES = 128L << 30;
  private static final int PODS = 110;

  /** Pods on each node at the start, where the workload says nothing else. */
  private static final int PODS_AT_START = 10;

  /** Share of its room that a node holds at the start, where the workload is a dense one. */
  private static final double DENSE = 0.7;

  private final ResourceIndex resources = new ResourceIndex();
  private final SchedulingAlgorithm algorithm;
  private final List<BenchTemplate> templates;

  /** A pod of each template, from which those to come take their requests. */
  private final List<PodInfo> patterns = new ArrayList<>();

  private final RandomStream choices;
  private final RandomStream departures;
  private long[] liveUids = new long[1 << 10];
  private int liveCount;
  private final Deque<PodInfo> prepared = new ArrayDeque<>();
  private final BitSet met = new BitSet();
  private final boolean keepsKinds;
  private final DecisionChecksum checksum = new DecisionChecksum();
  private final int steadyCount;
  private long podsMade;
  private long refused;

  /**
   * A cluster that holds its pods.
   *
   * @param nodes how many, 1 or more
   */
  BenchCluster(BenchEngine engine, BenchWorkload workload, int nodes, long seed) {
    keepsKinds = engine.keepsKinds();
    RandomStreams streams = new RandomStreams(seed);
    String component = "bench/" + workload.label();
    templates = workload.templates(streams.stream(component, "templates"));
    for (BenchTemplate template : templates) {
      patterns.add(PodInfo.of(Pod.builder("", template.spec()).build(), resources));
    }
    choices = streams.stream(component, "choices");
    departures = streams.stream(component, "departures");
    SchedulingPolicy policy = Objects.requireNonNull(Services.policies().get(PROFILE), PROFILE);
    algorithm =
        engine.open(
            resources,
            List.of(policy.profile()),
            new SchedulingAlgorithm.Surroundings(
                () -> 0,
                streams,
                ClusterObjects.NONE,
                (pod, nodeName, devices) -> Status.SUCCESS,
                new NobodyWaits(),
                PodMix.EMPTY,
                TieBreaker.random(streams.stream(component, "ties")),
                false));
    for (int number = 0; number < nodes; number++) {
      algorithm.cache().addNode(node(number));
    }
    for (int number = 0; number < nodes; number++) {
      fill(workload, number);
    }
    steadyCount = liveCount;
  }

  private static String nodeName(int number) {
    return "node-" + number;
  }

  private static Node node(int number) {
    return Node.builder(
            nodeName(number),
            ResourceList.of(CPU_MILLIS, MEMORY_BYTES).with(ResourceNames.PODS, PODS))
        .labels(
            Labels.of(Labels.HOSTNAME, nodeName(number))
                .with(Labels.ZONE, ZONES.get(number % ZONES.size())))
        .build();
  }

  private void fill(BenchWorkload workload, int number) {
    switch (workload) {
      case PLAIN, SPREAD -> {
        for (int i = 0; i < PODS_AT_START; i++) {
          put(nextPod(), number);
        }
      }
      case SIZES, SHAPES -> fillDensely(number);
      case ANTI_AFFINITY -> {
        // No template twice on a node, and all templates equally often.
        for (int i = 0; i < DENSE * templates.size(); i++) {
          put(pod((number + i) % templates.size()), number);
        }
      }
    }
  }

  private void fillDensely(int number) {
    long cpuMillis = 0;
    long memoryBytes = 0;
    for (int pods = 0; pods < PODS; pods++) {
      PodInfo pod = nextPod();
      cpuMillis += pod.request(ResourceIndex.CPU);
      memoryBytes += pod.request(ResourceIndex.MEMORY);
      if (cpuMillis > DENSE * CPU_MILLIS || memoryBytes > DENSE * MEMORY_BYTES) {
        return;
      }
      put(pod, number);
    }
  }

  private PodInfo nextPod() {
    return pod(choices.nextInt(templates.size()));
  }

  private PodInfo pod(int templateNumber) {
    BenchTemplate template = templates.get(templateNumber);
    long uid = ++podsMade;
    Pod pod = Pod.builder("pod-" + uid, template.spec()).uid(uid).labels(template.labels()).build();
    return patterns.get(templateNumber).withVersion(pod);
  }

  private void put(PodInfo pod, int nodeNumber) {
    place(pod, algorithm.cache().all().get(nodeNumber));
  }

  private void place(PodInfo pod, NodeInfo node) {
    algorithm.cache().assume(pod, node);
    if (liveCount == liveUids.length) {
      liveUids = Arrays.copyOf(liveUids, 2 * liveCount);
    }
    liveUids[liveCount++] = pod.pod().uid();
  }

  /** Makes pods ahead, so that their making is not measured. */
  @Override
  public void prepare(int count) {
    while (prepared.size() < count) {
      int template = choices.nextInt(templates.size());
      met.set(template);
      prepared.add(pod(template));
    }
  }

  /** Whether pods of all templates have been decided on, if the engine keeps something for each. */
  @Override
  public boolean isWarm() {
    return !keepsKinds || met.cardinality() == templates.size();
  }

  @Override
  public void run(int count) {
    for (int i = 0; i < count; i++) {
      decide(prepared.remove());
    }
  }

  private void decide(PodInfo pod) {
    if (liveCount >= steadyCount && liveCount > 0) {
      int index = departures.nextInt(liveCount);
      long uid = liveUids[index];
      liveUids[index] = liveUids[--liveCount];
      algorithm.cache().remove(uid);
    }
    Selection selection = algorithm.select(new CycleState(), pod, false);
    NodeInfo node = selection.selected();
    if (node == null) {
      refused++;
      checksum.add(-1);
    } else {
      checksum.add(node.index());
      place(pod, node);
    }
  }

  /** What the decisions were. */
  DecisionChecksum checksum() {
    return checksum;
  }

  /** Pods that found no node. */
  long refused() {
    return refused;
  }

  /** Pods on nodes now. */
  int podCount() {
    return liveCount;
  }

  /** The cluster's cache, to look at. */
  List<? extends NodeInfo> nodes() {
    return algorithm.cache().all();
  }

  /** The profile has no Permit plugin. */
  private static final class NobodyWaits implements WaitingPods {
    @Override
    public List<Pod> all() {
      return List.of();
    }

    @Override
    public boolean allow(long podUid, String plugin) {
      return false;
    }

    @Override
    public boolean reject(long podUid, String plugin, String reason) {
      return false;
    }
  }
}
