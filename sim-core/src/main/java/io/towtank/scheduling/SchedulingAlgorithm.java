package io.towtank.scheduling;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.PodMix;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.cache.ClusterCache;
import io.towtank.scheduling.cache.NominatedPodList;
import io.towtank.scheduling.engine.EngineKind;
import io.towtank.scheduling.engine.EngineOptions;
import io.towtank.scheduling.engine.FilterTrial;
import io.towtank.scheduling.engine.NodeSampling;
import io.towtank.scheduling.engine.SchedulingEngine;
import io.towtank.scheduling.engine.Selection;
import io.towtank.scheduling.engine.TieBreaker;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.NominatedPods;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.QueueSortPlugin;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.TrialNode;
import io.towtank.scheduling.framework.WaitingPods;
import io.towtank.scheduling.runtime.PluginRegistry;
import io.towtank.scheduling.runtime.ProfileRuntime;
import io.towtank.text.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All of the scheduler that decides, without its queue and its sense of time: profiles, the cache,
 * nominated pods, and the search for a node. {@link Scheduler} drives it in simulation time; others
 * may drive it pod by pod.
 */
public final class SchedulingAlgorithm {
  /** Binds pods and their volumes. */
  @FunctionalInterface
  public interface Binder {
    /** Asks the API to bind the pod; see {@link FrameworkHandle#bind}. */
    Status bind(Pod pod, String nodeName, List<DeviceAllocation> devices);

    /** Binds a volume; see {@link FrameworkHandle#bindVolume}. */
    default Status bindVolume(PersistentVolume volume, PersistentVolumeClaim claim) {
      return Status.error("volumes can't be bound here");
    }

    /** Makes a volume; see {@link FrameworkHandle#provisionVolume}. */
    default Status provisionVolume(PersistentVolumeClaim claim, String nodeName) {
      return Status.error("volumes can't be provisioned here");
    }
  }

  /**
   * What the decisions stand on besides profiles and nodes.
   *
   * @param nowNanos the time
   * @param streams roots of what plugins draw at random
   * @param objects what else there is in the cluster
   * @param binder binds pods and their volumes
   * @param waitingPods pods that wait for Permit
   * @param podMix what the workload's pods are like
   * @param tieBreaker chooses among equally good nodes
   * @param scoresLoneNode whether a single feasible node is scored where details are asked for
   * @param engine what finds the nodes
   */
  public record Surroundings(
      LongSupplier nowNanos,
      RandomStreams streams,
      ClusterObjects objects,
      Binder binder,
      WaitingPods waitingPods,
      PodMix podMix,
      TieBreaker tieBreaker,
      boolean scoresLoneNode,
      EngineKind engine) {
    /** The same with another engine. */
    public Surroundings withEngine(EngineKind value) {
      return new Surroundings(
          nowNanos,
          streams,
          objects,
          binder,
          waitingPods,
          podMix,
          tieBreaker,
          scoresLoneNode,
          value);
    }

    /** With the fast engine. */
    public Surroundings(
        LongSupplier nowNanos,
        RandomStreams streams,
        ClusterObjects objects,
        Binder binder,
        WaitingPods waitingPods,
        PodMix podMix,
        TieBreaker tieBreaker,
        boolean scoresLoneNode) {
      this(
          nowNanos,
          streams,
          objects,
          binder,
          waitingPods,
          podMix,
          tieBreaker,
          scoresLoneNode,
          EngineKind.FAST);
    }
  }

  private static final int ALL_NODES_PERCENT = 100;

  private record Entry(ProfileRuntime profile, SchedulingEngine engine) {}

  private final ResourceIndex resources;
  private final Surroundings surroundings;
  private final ClusterCache cache;
  private final NominatedPodList nominatedPods = new NominatedPodList();
  private final SortedMap<String, Entry> entries = new TreeMap<>();

  /**
   * Makes the plugins of all profiles; the cache is empty.
   *
   * @throws InputException if a profile can't be used
   */
  public SchedulingAlgorithm(
      ResourceIndex resources,
      PluginRegistry registry,
      List<Profile> profiles,
      Surroundings surroundings) {
    this.resources = resources;
    this.surroundings = surroundings;
    cache = new ClusterCache(resources);
    EngineOptions options =
        new EngineOptions(surroundings.tieBreaker(), nominatedPods, surroundings.scoresLoneNode());
    NodeSampling.Start start = new NodeSampling.Start();
    for (Profile profile : profiles) {
      Integer percentage = profile.percentageOfNodesToScore();
      Handle handle = new Handle(percentage != null && percentage < ALL_NODES_PERCENT);
      ProfileRuntime runtime = new ProfileRuntime(profile, registry, handle);
      handle.profile = runtime;
      EngineOptions own =
          options.withSampling(percentage == null ? null : new NodeSampling(percentage, start));
      Entry entry = new Entry(runtime, surroundings.engine().create(runtime.enginePlugins(), own));
      if (entries.putIfAbsent(profile.schedulerName(), entry) != null) {
        throw new InputException("two profiles are named " + profile.schedulerName());
      }
      String sort = queueSort().name();
      if (!runtime.queueSort().name().equals(sort)) {
        throw new InputException(
            "profile "
                + profile.schedulerName()
                + ": expected the QueueSort plugin of all profiles to be "
                + sort
                + ", found "
                + runtime.queueSort().name());
      }
    }
    if (entries.isEmpty()) {
      throw new InputException("a scheduler needs at least one profile");
    }
  }

  /** Nodes and pods as the scheduler believes them to be; to be kept in step with the API. */
  public ClusterCache cache() {
    return cache;
  }

  /** Pods that are nominated to nodes. */
  public NominatedPodList nominatedPods() {
    return nominatedPods;
  }

  /** The plugin that orders the queue, the same in all profiles. */
  public QueueSortPlugin queueSort() {
    return entries.values().iterator().next().profile().queueSort();
  }

  /** Whether one of the profiles is for this pod. */
  public boolean isResponsibleFor(Pod pod) {
    return entries.containsKey(pod.spec().schedulerName());
  }

  /** The profile for a pod that is this scheduler's. */
  public ProfileRuntime profileOf(Pod pod) {
    return entryOf(pod).profile();
  }

  private Entry entryOf(Pod pod) {
    Entry entry = entries.get(pod.spec().schedulerName());
    if (entry == null) {
      throw new IllegalStateException("no profile for pod " + pod);
    }
    return entry;
  }

  /**
   * Runs PreFilter to NormalizeScore, and chooses a node.
   *
   * @param state new, for this attempt
   * @param details whether verdicts, scores and totals of all nodes are wanted
   * @return the outcome, valid until the next call for a pod of the same profile
   */
  public Selection select(CycleState state, PodInfo pod, boolean details) {
    return entryOf(pod.pod()).engine().select(state, pod, cache, details);
  }

  /**
   * Runs PostFilter after a selection that found no node.
   *
   * @param state the attempt's state as the selection left it
   */
  public PostFilterPlugin.Result postFilter(CycleState state, PodInfo pod, Selection selection) {
    Status failure = selection.failure();
    if (failure == null) {
      return profileOf(pod.pod()).postFilter(state, pod, selection.rejected());
    }
    List<PostFilterPlugin.Rejected> all = new ArrayList<>();
    for (NodeInfo node : cache.all()) {
      all.add(new PostFilterPlugin.Rejected(node, selection.failurePlugin(), failure));
    }
    return profileOf(pod.pod()).postFilter(state, pod, all);
  }

  private final class Handle implements FrameworkHandle {
    private final boolean samplesNodes;
    private @Nullable ProfileRuntime profile;

    Handle(boolean samplesNodes) {
      this.samplesNodes = samplesNodes;
    }

    @Override
    public boolean samplesNodes() {
      return samplesNodes;
    }

    @Override
    public long nowNanos() {
      return surroundings.nowNanos().getAsLong();
    }

    @Override
    public ResourceIndex resources() {
      return resources;
    }

    @Override
    public NodeList nodes() {
      return cache;
    }

    @Override
    public ClusterObjects objects() {
      return surroundings.objects();
    }

    @Override
    public NominatedPods nominatedPods() {
      return nominatedPods;
    }

    @Override
    public TrialNode trial(CycleState state, PodInfo pod, NodeInfo node) {
      if (profile == null) {
        throw new IllegalStateException("plugins try nothing before they are asked");
      }
      return new FilterTrial(profile.enginePlugins(), nominatedPods, state, pod, node);
    }

    @Override
    public RandomStream randomStream(String plugin, String purpose) {
      return surroundings.streams().stream("scheduler/" + plugin, purpose);
    }

    @Override
    public Status bind(Pod pod, String nodeName, List<DeviceAllocation> devices) {
      return surroundings.binder().bind(pod, nodeName, devices);
    }

    @Override
    public Status bindVolume(PersistentVolume volume, PersistentVolumeClaim claim) {
      return surroundings.binder().bindVolume(volume, claim);
    }

    @Override
    public Status provisionVolume(PersistentVolumeClaim claim, String nodeName) {
      return surroundings.binder().provisionVolume(claim, nodeName);
    }

    @Override
    public WaitingPods waitingPods() {
      return surroundings.waitingPods();
    }

    @Override
    public PodMix podMix() {
      return surroundings.podMix();
    }
  }
}
