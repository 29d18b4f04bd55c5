package io.towtank.plugins.kubernetes.preemption;

import io.towtank.kernel.RandomStream;
import io.towtank.model.Pod;
import io.towtank.model.PreemptionPolicy;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.RefusalCounts;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for a node that can take the pod once pods of lower priority are evicted there.
 *
 * <p>Every node is tried whose refusal can be resolved, whatever the arguments say, unless the
 * scheduler also filters only a sample of the nodes; then the search starts at a random one and
 * ends once there are enough candidates. Source: kube-scheduler v1.34, plugin {@code
 * DefaultPreemption}.
 */
public final class DefaultPreemption implements PostFilterPlugin {
  /** Name in profiles. */
  public static final String NAME = "DefaultPreemption";

  private static final int MIN_CANDIDATES_PERCENT_DEFAULT = 10;
  private static final int MIN_CANDIDATES_DEFAULT = 100;
  private static final int PERCENT = 100;

  private static final Status NOT_HELPFUL =
      Status.unresolvable("Preemption is not helpful for scheduling");

  private final FrameworkHandle handle;
  private final int minCandidatesPercent;
  private final int minCandidates;
  private final RandomStream starts;
  private final LowestPriorities lowestPriorities = new LowestPriorities();

  DefaultPreemption(PluginArgs args, FrameworkHandle handle) {
    this.handle = handle;
    minCandidatesPercent =
        (int)
            args.integer("minCandidateNodesPercentage", MIN_CANDIDATES_PERCENT_DEFAULT, 0, PERCENT);
    minCandidates =
        (int)
            args.integer("minCandidateNodesAbsolute", MIN_CANDIDATES_DEFAULT, 0, Integer.MAX_VALUE);
    if (minCandidatesPercent == 0 && minCandidates == 0) {
      throw new IllegalArgumentException(
          "minCandidateNodesPercentage and minCandidateNodesAbsolute can't both be 0");
    }
    starts = handle.randomStream(NAME, "first candidate node");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Result postFilter(CycleState state, PodInfo pod, List<Rejected> rejected) {
    if (pod.pod().preemptionPolicy() == PreemptionPolicy.NEVER) {
      return Result.notEligible(said("not eligible due to preemptionPolicy=Never."));
    }
    if (waitsForVictims(pod.pod(), rejected)) {
      return Result.notEligible(
          said("not eligible due to a terminating pod on the nominated node."));
    }
    List<NodeInfo> nodes = new ArrayList<>();
    for (Rejected rejection : rejected) {
      if (rejection.status().code() == Status.Code.UNSCHEDULABLE) {
        nodes.add(rejection.node());
      }
    }
    return search(new VictimSearch(handle, lowestPriorities, state, pod), nodes);
  }

  /**
   * Whether pods that were evicted for this one are still ending on its nominated node, and the
   * node may yet take it.
   */
  private boolean waitsForVictims(Pod pod, List<Rejected> rejected) {
    String nominatedNode = pod.nominatedNodeName();
    NodeInfo node = nominatedNode.isEmpty() ? null : handle.nodes().byName(nominatedNode);
    if (node == null || !isResolvable(nominatedNode, rejected)) {
      return false;
    }
    for (PodInfo other : node.pods()) {
      if (other.pod().priority() < pod.priority()
          && other.pod().isTerminating()
          && other.pod().disruptionReason().equals(Pod.PREEMPTION_BY_SCHEDULER)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isResolvable(String nodeName, List<Rejected> rejected) {
    for (Rejected rejection : rejected) {
      if (rejection.node().node().name().equals(nodeName)) {
        return rejection.status().code() != Status.Code.UNSCHEDULABLE_AND_UNRESOLVABLE;
      }
    }
    return false;
  }

  private Result search(VictimSearch victims, List<NodeInfo> nodes) {
    CandidateSearch search = new CandidateSearch(victims);
    if (handle.samplesNodes() && !nodes.isEmpty()) {
      search.run(nodes, starts.nextInt(nodes.size()), candidateLimit(nodes.size()));
    } else {
      search.run(nodes, 0, nodes.size());
    }
    if (!search.candidates().isEmpty()) {
      return Result.of(NodeChoice.among(search.candidates(), handle.nowNanos()));
    }
    String error = search.error();
    if (!error.isEmpty()) {
      return new Result(Status.error(said(error)), null, true);
    }
    int nodeCount = handle.nodes().all().size();
    RefusalCounts refusals = search.refusals();
    refusals.add(NOT_HELPFUL, nodeCount - nodes.size());
    return Result.nothing(said(refusals.message(nodeCount)));
  }

  /** Candidates that are enough. Source: kube-scheduler v1.34, {@code calculateNumCandidates}. */
  private int candidateLimit(int nodeCount) {
    long share = (long) nodeCount * minCandidatesPercent / PERCENT;
    return (int) Math.min(nodeCount, Math.max(share, minCandidates));
  }

  private static String said(String message) {
    return "preemption: " + message;
  }

  /** Makes it. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Evicts pods of lower priority where that makes room for one that fits nowhere.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new DefaultPreemption(args, handle);
    }
  }
}
