package io.towtank.scenarios.run;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.DeviceGroup;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.SchedulerOptions;
import io.towtank.scheduling.SchedulingAlgorithm;
import io.towtank.scheduling.engine.FitError;
import io.towtank.scheduling.engine.NodeRanks;
import io.towtank.scheduling.engine.Selection;
import io.towtank.scheduling.engine.TieBreaker;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.WaitingPods;
import io.towtank.scheduling.runtime.PluginRegistry;
import io.towtank.scheduling.runtime.ProfileRuntime;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scheduling algorithm over a cluster at one moment, driven pod by pod: no queue, no time, and
 * binding is done when a node is found. All nodes are looked at, whatever {@code
 * percentageOfNodesToScore} says: which nodes a sampled search sees is chance. For one thread.
 */
public final class StandingScheduler {
  /**
   * How an attempt ended.
   *
   * @param nodeName the node that was found; null for none
   * @param message why none was found, in kube-scheduler's words; empty where one was
   */
  public record Attempt(@Nullable String nodeName, String message) {}

  private final ResourceIndex resources = new ResourceIndex();
  private final SchedulingAlgorithm algorithm;
  private final long nowNanos;
  private long placed;

  /**
   * A scheduler that sees these nodes, with nothing on them.
   *
   * @param state the cluster whose profiles, options and time count
   * @param objects what else is in the cluster
   * @param ties chooses among equally good nodes
   * @param seed root of what plugins draw
   * @throws io.towtank.text.InputException if a profile can't be used
   */
  public StandingScheduler(
      ClusterState state,
      ClusterObjects objects,
      TieBreaker ties,
      long seed,
      Collection<Node> nodes) {
    nowNanos = state.nowNanos();
    for (Node node : nodes) {
      for (DeviceGroup group : node.devices()) {
        resources.internDevice(group.resource());
      }
    }
    List<Profile> profiles =
        state.profiles().stream()
            .map(profile -> profile.withPercentageOfNodesToScore(null))
            .toList();
    algorithm =
        new SchedulingAlgorithm(
            resources,
            PluginRegistry.load(),
            profiles,
            new SchedulingAlgorithm.Surroundings(
                state::nowNanos,
                new RandomStreams(seed),
                objects,
                (pod, nodeName, devices) -> Status.SUCCESS,
                WaitingPods.NONE,
                state.scheduler().podMix(),
                ties,
                false,
                state.scheduler().engine()));
    nodes.forEach(algorithm.cache()::addNode);
  }

  /** Breaks ties as the scheduler of a run with this seed does, from its first draw. */
  public static TieBreaker ties(SchedulerOptions options, long seed) {
    RandomStreams streams = new RandomStreams(seed);
    return switch (options.ties()) {
      case RANDOM -> TieBreaker.random(streams.stream("scheduler", "ties"));
      case FIRST -> TieBreaker.FIRST;
      case NAME -> TieBreaker.FIRST_NAME;
      case RANK -> new NodeRanks(options.nodeRanks(), streams.stream("scheduler", "ranks"));
    };
  }

  /** All that decides. */
  public SchedulingAlgorithm algorithm() {
    return algorithm;
  }

  /** The numbers of resources. */
  public ResourceIndex resources() {
    return resources;
  }

  /** What the scheduler knows of a pod. */
  public PodInfo info(Pod pod) {
    return PodInfo.of(pod, resources);
  }

  /** A pod is on its node, whether there is room or not. */
  public void add(Pod bound) {
    algorithm.cache().add(info(bound));
  }

  /** Tries to find a node for a pod, and puts it there. Nobody is preempted for it. */
  public Attempt place(PodInfo pod) {
    Pod wanted = pod.pod();
    if (!algorithm.isResponsibleFor(wanted)) {
      return new Attempt(
          null,
          "not tried: its scheduler '" + wanted.spec().schedulerName() + "' is not simulated");
    }
    ProfileRuntime profile = algorithm.profileOf(wanted);
    Status gate = profile.preEnqueueOutcome(wanted).status();
    if (!gate.isSuccess()) {
      return new Attempt(null, String.join(", ", gate.reasons()));
    }
    CycleState cycle = new CycleState();
    Selection selection = algorithm.select(cycle, pod, false);
    NodeInfo node = selection.selected();
    if (node == null) {
      return new Attempt(null, FitError.message(selection, algorithm.cache().all().size()));
    }
    Status reserved = profile.reserve(cycle, pod, node).status();
    if (!reserved.isSuccess()) {
      return new Attempt(null, String.join(", ", reserved.reasons()));
    }
    String nodeName = node.node().name();
    Pod there =
        wanted.toBuilder()
            .nodeName(nodeName)
            .nominatedNodeName("")
            .devices(cycle.claimedDevices())
            .boundNanos(nowNanos)
            .startedNanos(nowNanos + 1 + placed)
            .build();
    algorithm.cache().assume(pod.withVersion(there), node);
    algorithm.nominatedPods().remove(there.uid());
    placed++;
    return new Attempt(nodeName, "");
  }
}
