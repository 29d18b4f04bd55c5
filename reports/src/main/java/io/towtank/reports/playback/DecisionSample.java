package io.towtank.reports.playback;

import io.towtank.model.Pod;
import io.towtank.record.Decision;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which decisions a playback wants, and those it has got. All are wanted where that costs little,
 * else those about pods whose names have low hashes: so the pods are the same under every policy.
 *
 * <p>The bound on hashes sinks as verdicts (nodes asked about in decisions that nobody else wanted)
 * and decisions are spent, so that a run of any length costs about the same.
 */
final class DecisionSample {
  private static final long ALL_VERDICTS_MAX = 2_000_000;
  private static final double ATTEMPTS_PER_POD = 1.25;
  private static final int LEVELS = 8;

  private final PlaybackBudget budget;
  private final boolean isFree;
  private final HashSample<Kept> decisions;
  private final Set<Long> pods = new HashSet<>();
  private long verdictsPerLevel;
  private long below = Long.MAX_VALUE;
  private long verdictsInLevel;
  private long decisionsInLevel;
  private boolean isAll = true;

  /** One decision, and the hash of its pod. */
  private record Kept(DecisionRow row, long hash) {}

  /**
   * No decision yet.
   *
   * @param isFree whether somebody else has all decisions recorded anyway
   */
  DecisionSample(PlaybackBudget budget, boolean isFree) {
    this.budget = budget;
    this.isFree = isFree;
    verdictsPerLevel = Math.max(1, budget.verdictsMax() / LEVELS);
    int max = 2 * budget.decisionsMax();
    decisions = new HashSample<>(max, max, Kept::hash, kept -> {});
  }

  /** See {@link io.towtank.record.RunRecorder#expected}. */
  void expected(int nodes, long podsExpected) {
    if (podsExpected < 0) {
      return;
    }
    double attempts = Math.max(1, podsExpected * ATTEMPTS_PER_POD);
    double verdicts = attempts * Math.max(1, nodes);
    double share = budget.decisionsMax() / attempts;
    if (verdicts <= ALL_VERDICTS_MAX) {
      verdictsPerLevel = ALL_VERDICTS_MAX;
    } else {
      share = Math.min(share, budget.verdictsMax() / verdicts);
    }
    if (share < 1) {
      below = (long) (Long.MAX_VALUE * share);
      isAll = false;
    }
  }

  /** Whether decisions about a pod are wanted. */
  boolean wants(Pod pod) {
    return isAll || Hashes.of(pod.namespace(), pod.name()) < below;
  }

  /** Takes a decision, wanted or not. */
  void add(Decision decision) {
    long hash = Hashes.of(decision.pod());
    if (hash >= below) {
      return;
    }
    decisions.add(new Kept(DecisionRow.of(decision), hash));
    pods.add(hash);
    decisionsInLevel++;
    verdictsInLevel += isFree ? 0 : decision.nodes();
    if (verdictsInLevel > verdictsPerLevel || decisionsInLevel > budget.decisionsMax()) {
      below /= 2;
      isAll = false;
      verdictsInLevel = 0;
      decisionsInLevel = 0;
    }
  }

  /** Whether a decision about the pod of that hash may be kept. */
  boolean isDecided(long podHash) {
    return pods.contains(podHash);
  }

  /** Whether every decision of the run is kept. */
  boolean isAll(int max) {
    return isAll && decisions.all().size() <= max;
  }

  /** At most so many decisions, in the order of time. */
  List<DecisionRow> select(int max) {
    List<Kept> lowest = decisions.lowest();
    return lowest.subList(0, Math.min(max, lowest.size())).stream()
        .map(Kept::row)
        .sorted(
            Comparator.comparingLong(DecisionRow::timeNanos)
                .thenComparing(DecisionRow::pod)
                .thenComparingInt(DecisionRow::attempt))
        .toList();
  }
}
