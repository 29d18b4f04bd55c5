package io.towtank.plugins.kubernetes.preemption;

import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.Preemption.Candidate;
import io.towtank.scheduling.framework.RefusalCounts;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tries node after node until there are enough candidates. */
final class CandidateSearch {
  private final VictimSearch victims;
  private final List<Candidate> candidates = new ArrayList<>();
  private final RefusalCounts refusals = new RefusalCounts();
  private final Set<String> errors = new LinkedHashSet<>();

  CandidateSearch(VictimSearch victims) {
    this.victims = victims;
  }

  /**
   * Tries the nodes. So many candidates are enough if one of them violates no disruption budget;
   * until then the search goes on, but those beyond the limit are not kept. Source: kube-scheduler
   * v1.34, {@code DryRunPreemption}.
   *
   * @param start index of the node to try first; the one after the last is the first
   * @param limit candidates that are enough, 0 for none at all
   */
  void run(List<NodeInfo> nodes, int start, int limit) {
    int violating = 0;
    int harmless = 0;
    for (int i = 0; i < nodes.size(); i++) {
      VictimSearch.Outcome outcome = victims.tryOn(nodes.get((start + i) % nodes.size()));
      Candidate candidate = outcome.candidate();
      if (candidate == null) {
        refuse(outcome.refusal());
        continue;
      }
      int kept = candidate.pdbViolations() > 0 ? violating++ : harmless++;
      if (kept < limit) {
        candidates.add(candidate);
      }
      if (limit > 0 && harmless > 0 && candidates.size() >= limit) {
        return;
      }
    }
  }

  private void refuse(Status refusal) {
    refusals.add(refusal, 1);
    if (refusal.code() == Status.Code.ERROR) {
      errors.addAll(refusal.reasons());
    }
  }

  /** Nodes where evicting helps, in the order in which they were tried. */
  List<Candidate> candidates() {
    return candidates;
  }

  /** What the other nodes said. */
  RefusalCounts refusals() {
    return refusals;
  }

  /** What went wrong, in the words of Kubernetes' {@code Aggregate}; empty if nothing. */
  String error() {
    String joined = String.join(", ", errors);
    return errors.size() > 1 ? "[" + joined + "]" : joined;
  }
}
