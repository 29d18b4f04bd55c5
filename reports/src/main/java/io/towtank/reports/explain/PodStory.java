package io.towtank.reports.explain;

import io.towtank.model.Pod;
import io.towtank.record.Decision;
import io.towtank.record.PodRow;
import io.towtank.reports.explain.PodExplanation.AttemptLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run told of one pod. */
final class PodStory {
  private final Pod pod;
  private final AttemptChoice choice;
  private final List<AttemptLine> attempts = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private @Nullable PodRow row;

  PodStory(Pod pod, AttemptChoice choice) {
    this.pod = pod;
    this.choice = choice;
  }

  void add(Decision decision) {
    Decision.Preemption preemption = decision.preemption();
    attempts.add(
        new AttemptLine(
            decision.attempt(),
            decision.timeNanos(),
            decision.selected(),
            decision.message(),
            preemption == null ? "" : preemption.chosen(),
            ""));
    if (choice.mayBe(decision.attempt())) {
      if (choice.isLast()) {
        decisions.clear();
      }
      decisions.add(decision);
    }
  }

  void notBound(int attempt, String reason) {
    for (int i = attempts.size() - 1; i >= 0; i--) {
      if (attempts.get(i).attempt() == attempt) {
        attempts.set(i, attempts.get(i).withNotBound(reason));
        return;
      }
    }
  }

  void end(PodRow last) {
    row = last;
  }

  /** As it was created. */
  Pod pod() {
    return pod;
  }

  List<AttemptLine> attempts() {
    return attempts;
  }

  /** The attempts that are wanted in full. */
  List<Decision> decisions() {
    return decisions;
  }

  PodRow row() {
    if (row == null) {
      throw new IllegalStateException("the run has not ended");
    }
    return row;
  }
}
