package io.towtank.plugins.kubernetes.preemption;

import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.Preemption;
import io.towtank.scheduling.framework.Preemption.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses where to evict. Each criterion leaves only the best for the next: fewest violations of
 * disruption budgets, lowest priority of the most important victim, smallest sum of the victims'
 * priorities, fewest victims, latest start of the first that started among the victims of the
 * highest priority.
 *
 * <p>Source: kube-scheduler v1.34, {@code pickOneNodeForPreemption}. It takes an arbitrary one of
 * those then left; here it is the one whose name is the first byte by byte.
 */
final class NodeChoice {
  /** Makes every priority positive, so that each further victim makes the sum larger. */
  private static final long PRIORITY_OFFSET = 1L << 31;

  private NodeChoice() {}

  private static Comparator<Candidate> criteria(long nowNanos) {
    return Comparator.comparingInt(Candidate::pdbViolations)
        .thenComparingInt(candidate -> candidate.victims().get(0).pod().priority())
        .thenComparingLong(NodeChoice::prioritySum)
        .thenComparingInt(candidate -> candidate.victims().size())
        .thenComparing(
            candidate -> Importance.earliestStartNanos(candidate.victims(), nowNanos),
            Comparator.reverseOrder());
  }

  private static long prioritySum(Candidate candidate) {
    long sum = 0;
    for (PodInfo victim : candidate.victims()) {
      sum += victim.pod().priority() + PRIORITY_OFFSET;
    }
    return sum;
  }

  /**
   * The choice among candidates, at least one.
   *
   * @param nowNanos the present time
   */
  static Preemption among(List<Candidate> candidates, long nowNanos) {
    Comparator<Candidate> criteria = criteria(nowNanos);
    List<Candidate> best = new ArrayList<>();
    for (Candidate candidate : candidates) {
      int order = best.isEmpty() ? 0 : criteria.compare(candidate, best.get(0));
      if (order < 0) {
        best.clear();
      }
      if (order <= 0) {
        best.add(candidate);
      }
    }
    Candidate chosen = best.get(0);
    for (Candidate candidate : best) {
      if (candidate.nodeName().compareTo(chosen.nodeName()) < 0) {
        chosen = candidate;
      }
    }
    return new Preemption(candidates, best, chosen);
  }
}
