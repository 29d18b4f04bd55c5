package io.towtank.scheduling;

import io.towtank.record.Decision;
import io.towtank.record.RunRecorder;
import io.towtank.scheduling.engine.Selection;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.List;

/** Writes down how an engine came to its choice. */
final class DecisionRecorder {
  private final RunRecorder recorder;

  DecisionRecorder(RunRecorder recorder) {
    this.recorder = recorder;
  }

  boolean isOn() {
    return recorder.wantsDecisions();
  }

  void record(Attempt attempt, Selection selection) {
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
            failure == null ? null : refusal(selection.failurePlugin(), failure),
            rejected,
            names(selection.feasible()),
            scores,
            List.copyOf(selection.totals()),
            names(selection.best()),
            selected == null ? "" : selected.node().name(),
            attempt.message()));
  }

  private static Decision.Refusal refusal(String plugin, Status status) {
    return new Decision.Refusal(plugin, status.code().kubernetesName(), status.reasons());
  }

  private static List<String> names(List<NodeInfo> nodes) {
    return nodes.stream().map(node -> node.node().name()).toList();
  }
}
