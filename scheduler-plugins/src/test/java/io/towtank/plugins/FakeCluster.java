package io.towtank.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.DeviceGroup;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodMix;
import io.towtank.model.ResourceIndex;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.EnqueueExtensions;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.NormalizeScorePlugin;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PreFilterPlugin;
import io.towtank.scheduling.framework.PreScorePlugin;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.WaitingPods;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A handful of nodes, and what a plugin may ask of its scheduler. */
public final class FakeCluster implements FrameworkHandle, NodeList {
  /** A mebibyte in bytes. */
  public static final long MIB = 1024 * 1024;

  private static final long ROOT_SEED = 7;

  private final ResourceIndex resources = new ResourceIndex();
  private final List<FakeNode> nodes = new ArrayList<>();
  private final List<String> bound = new ArrayList<>();
  private PodMix podMix = PodMix.EMPTY;
  private ClusterObjects objects = ClusterObjects.NONE;

  /** A node description with room for 110 pods. */
  public static Node.Builder node(String name, long cpuMillis, long memoryBytes) {
    return Node.builder(
        name, ResourceList.of(cpuMillis, memoryBytes).with(ResourceNames.PODS, Node.PODS_DEFAULT));
  }

  /** Adds a node. */
  public FakeNode add(Node.Builder node) {
    Node description = node.build();
    for (DeviceGroup group : description.devices()) {
      resources.internDevice(group.resource());
    }
    for (String resource : description.allocatable().toMap().keySet()) {
      resources.intern(resource);
    }
    FakeNode added = new FakeNode(description, nodes.size(), resources);
    nodes.add(added);
    return added;
  }

  /** Says what the workload's pods are like. */
  public FakeCluster withMix(PodMix.Kind... kinds) {
    podMix = new PodMix(ResourceNames.NVIDIA_GPU, List.of(kinds));
    return this;
  }

  /** Says what there is besides nodes and pods. */
  public FakeCluster withObjects(ClusterObjects value) {
    objects = value;
    return this;
  }

  /** A plugin for this cluster; arguments that it does not know fail the test. */
  public <T extends Plugin> T create(
      Class<T> type, PluginFactory factory, Map<String, ?> arguments) {
    PluginArgs args = PluginArgs.of(arguments);
    Plugin plugin = factory.create(args, this);
    assertThat(args.unknownKeys()).isEmpty();
    assertThat(plugin.name()).isEqualTo(factory.name());
    return type.cast(plugin);
  }

  /** PreFilter, if the plugin has it, then Filter on one node. */
  public Status filter(FilterPlugin plugin, Pod pod, NodeInfo node) {
    CycleState state = new CycleState();
    PodInfo info = info(pod);
    if (plugin instanceof PreFilterPlugin preFilter) {
      Status status = preFilter.preFilter(state, info, this).status();
      if (!status.isSuccess()) {
        return status;
      }
    }
    return plugin.filter(state, info, node);
  }

  /** PreScore, if the plugin has it, then Score and the plugin's normalisation over all nodes. */
  public long[] scores(ScorePlugin plugin, Pod pod) {
    long[] scores = rawScores(plugin, pod);
    if (plugin instanceof NormalizeScorePlugin normalizing) {
      normalizing.normalizeScore(new CycleState(), info(pod), List.copyOf(nodes), scores);
    } else {
      plugin.normalization().apply(scores, scores.length);
    }
    return scores;
  }

  /** As {@link #scores}, before normalisation. */
  public long[] rawScores(ScorePlugin plugin, Pod pod) {
    CycleState state = new CycleState();
    PodInfo info = info(pod);
    if (plugin instanceof PreScorePlugin preScore) {
      Status status = preScore.preScore(state, info, List.copyOf(nodes));
      assertThat(status.isSuccess()).as("%s", status).isTrue();
    }
    return nodes.stream().mapToLong(node -> plugin.score(state, info, node)).toArray();
  }

  /** What the plugin's queueing hint for the event says; false if it registered none. */
  public static boolean mayHelp(
      EnqueueExtensions plugin, ClusterEvent event, Pod pod, QueueingHint.Change change) {
    return plugin.eventsToRegister().stream()
        .anyMatch(hint -> hint.event() == event && hint.test().mayHelp(pod, change));
  }

  /** The pod with its numbered requests. */
  public PodInfo info(Pod pod) {
    return PodInfo.of(pod, resources);
  }

  /** What was bound, as {@code pod -> node devices}. */
  public List<String> bound() {
    return bound;
  }

  @Override
  public long nowNanos() {
    return 0;
  }

  @Override
  public ResourceIndex resources() {
    return resources;
  }

  @Override
  public NodeList nodes() {
    return this;
  }

  @Override
  public ClusterObjects objects() {
    return objects;
  }

  @Override
  public RandomStream randomStream(String plugin, String purpose) {
    return new RandomStreams(ROOT_SEED).stream(plugin, purpose);
  }

  @Override
  public Status bind(Pod pod, String nodeName, List<DeviceAllocation> devices) {
    bound.add(pod.name() + " -> " + nodeName + " " + devices);
    return Status.SUCCESS;
  }

  @Override
  public WaitingPods waitingPods() {
    throw new UnsupportedOperationException();
  }

  @Override
  public PodMix podMix() {
    return podMix;
  }

  @Override
  public List<FakeNode> all() {
    return nodes;
  }

  @Override
  public @Nullable NodeInfo byName(String name) {
    return nodes.stream().filter(node -> node.node().name().equals(name)).findFirst().orElse(null);
  }

  @Override
  public long allocatableMax(int resource) {
    return nodes.stream().mapToLong(node -> node.allocatable(resource)).max().orElse(0);
  }

  @Override
  public int imageNodeCount(String image) {
    return (int) nodes.stream().filter(node -> node.imageSizeBytes(image) >= 0).count();
  }

  @Override
  public long imageSizeBytes(String image) {
    return nodes.stream()
        .mapToLong(node -> node.imageSizeBytes(image))
        .filter(size -> size >= 0)
        .findFirst()
        .orElse(0);
  }
}
