package io.towtank.plugins.kubernetes.preemption;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.Preemption.Candidate;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.TrialNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out for one pod whom to evict on a node: all pods of lower priority are taken away, and if
 * the pod then fits, as many as possible are put back, the most important first.
 *
 * <p>Source: kube-scheduler v1.34, {@code SelectVictimsOnNode}.
 */
final class VictimSearch {
  private static final Status NO_VICTIMS =
      Status.unresolvable("No preemption victims found for incoming pod");

  /**
   * What came of a node.
   *
   * @param candidate the node with its victims, null if evicting does not help
   * @param refusal why it does not help; success if it does
   */
  record Outcome(@Nullable Candidate candidate, Status refusal) {
    private static Outcome refused(Status refusal) {
      return new Outcome(null, refusal);
    }
  }

  private final FrameworkHandle handle;
  private final LowestPriorities lowestPriorities;
  private final DisruptionBudgets budgets;
  private final CycleState state;
  private final PodInfo pod;

  VictimSearch(
      FrameworkHandle handle, LowestPriorities lowestPriorities, CycleState state, PodInfo pod) {
    this.handle = handle;
    this.lowestPriorities = lowestPriorities;
    this.budgets = new DisruptionBudgets(handle.objects().podDisruptionBudgets().list());
    this.state = state;
    this.pod = pod;
  }

  /** Tries one node; the node itself does not change. */
  Outcome tryOn(NodeInfo node) {
    int priority = pod.pod().priority();
    if (lowestPriorities.on(node) >= priority) {
      return Outcome.refused(NO_VICTIMS);
    }
    List<PodInfo> removed = new ArrayList<>();
    for (PodInfo other : node.pods()) {
      if (other.pod().priority() < priority) {
        removed.add(other);
      }
    }
    TrialNode trial = handle.trial(state, pod, node);
    removed.forEach(trial::remove);
    Status status = trial.filter();
    if (!status.isSuccess()) {
      return Outcome.refused(status);
    }
    Importance.sort(removed, handle.nowNanos());
    DisruptionBudgets.Split split = budgets.split(removed);
    List<PodInfo> victims = new ArrayList<>();
    reprieve(split.violating(), trial, victims);
    int violations = victims.size();
    reprieve(split.others(), trial, victims);
    if (!split.violating().isEmpty() && !split.others().isEmpty()) {
      Importance.sort(victims, handle.nowNanos());
    }
    String name = node.node().name();
    if (victims.isEmpty()) {
      // The pod fits once all are back: taking pods away and putting them back did not leave the
      // plugins' counts as they were.
      return Outcome.refused(
          Status.error("expected at least one victim pod on node \"" + name + "\""));
    }
    return new Outcome(new Candidate(name, victims, violations), Status.SUCCESS);
  }

  private static void reprieve(List<PodInfo> removed, TrialNode trial, List<PodInfo> victims) {
    for (PodInfo other : removed) {
      trial.add(other);
      if (!trial.filter().isSuccess()) {
        trial.remove(other);
        victims.add(other);
      }
    }
  }
}
