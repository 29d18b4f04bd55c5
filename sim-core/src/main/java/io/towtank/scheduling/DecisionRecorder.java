package io.towtank.scheduling;

import io.towtank.model.Pod;
import io.towtank.record.Decision;
import io.towtank.record.RunRecorder;
import io.towtank.scheduling.engine.Selection;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.Preemption;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down how an engine came to its choice. */
final class DecisionRecorder {
  private final RunRecorder recorder;

  DecisionRecorder(RunRecorder recorder) {
    this.recorder = recorder;
  }

  boolean isOn(Pod pod) {
    return recorder.wantsDecisions() && recorder.wantsDecisions(pod);
  }

  /** A pod was sent back to the queue after a node had been found for it. */
  void notBound(Attempt attempt, String reason) {
    if (isOn(attempt.pod().pod())) {
      recorder.notBound(attempt.pod().pod().key(), attempt.number(), reason);
    }
  }

  /**
   * Writes one decision down.
   *
   * @param nodeCount how many nodes there are
   */
  void record(Attempt attempt, Selection selection, int nodeCount) {
    Status failure = selection.failure();
    NodeInfo selected = selection.selected();
    List<Decision.NodeVerdict> rejected = new ArrayList<>();
    for (PostFilterPlugin.Rejected rejection : selection.rejected()) {
      rejected.add(
          new Decision.NodeVerdict(
              rejection.node().node().name(), refusal(rejection.plugin(), rejection.status())));
    }
    List<Decision.PluginScores> scores = new ArrayList<>();
    for (Selection.Scores of : selection.scores()) {
      scores.add(new Decision.PluginScores(of.plugin(), of.weight(), of.raw(), of.normalized()));
    }
    recorder.decision(
        new Decision(
            attempt.startNanos(),
            attempt.pod().pod().key(),
            attempt.number(),
            attempt.profile().profile().schedulerName(),
            nodeCount,
            attempt.pod().pod().nominatedNodeName(),
            failure == null ? null : refusal(selection.failurePlugin(), failure),
            rejected,
            names(selection.feasible()),
            scores,
            List.copyOf(selection.totals()),
            names(selection.best()),
            selected == null ? "" : selected.node().name(),
            attempt.message(),
            preemption(attempt.postFilter())));
  }

  private static Decision.@Nullable Preemption preemption(
      PostFilterPlugin.@Nullable Result result) {
    Preemption found = result == null ? null : result.preemption();
    return found == null
        ? null
        : new Decision.Preemption(
            found.candidates().stream().map(DecisionRecorder::candidate).toList(),
            found.best().stream().map(Preemption.Candidate::nodeName).toList(),
            found.chosen().nodeName());
  }

  private static Decision.Candidate candidate(Preemption.Candidate candidate) {
    List<Decision.Victim> victims = new ArrayList<>();
    for (PodInfo victim : candidate.victims()) {
      Pod pod = victim.pod();
      victims.add(new Decision.Victim(pod.key(), pod.priority(), pod.startedNanos()));
    }
    return new Decision.Candidate(candidate.nodeName(), victims, candidate.pdbViolations());
  }

  private static Decision.Refusal refusal(String plugin, Status status) {
    return new Decision.Refusal(plugin, status.code().kubernetesName(), status.reasons());
  }

  private static List<String> names(List<NodeInfo> nodes) {
    return nodes.stream().map(node -> node.node().name()).toList();
  }
}
