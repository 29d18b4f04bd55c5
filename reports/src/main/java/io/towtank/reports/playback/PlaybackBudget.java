package io.towtank.reports.playback;

/**
 * How much of a run its playback may hold.
 *
 * @param podsMax pods that are kept
 * @param decisionsMax decisions that are kept
 * @param cellsMax amounts in the frames that stand for pods left out
 * @param verdictsMax nodes to be asked about in decisions that only the playback wants; that costs
 *     the run time
 */
public record PlaybackBudget(int podsMax, int decisionsMax, int cellsMax, long verdictsMax) {
  /** Of the one run of a page. */
  public static final PlaybackBudget WHOLE_PAGE =
      new PlaybackBudget(120_000, 2_000, 1_000_000, 250_000);

  /** Of each of several runs that share a page. */
  public static PlaybackBudget shared(int runs) {
    return new PlaybackBudget(
        WHOLE_PAGE.podsMax / runs,
        WHOLE_PAGE.decisionsMax / runs,
        WHOLE_PAGE.cellsMax / runs,
        WHOLE_PAGE.verdictsMax / runs);
  }

  /** The same with less of everything but verdicts. */
  PlaybackBudget times(double factor) {
    return new PlaybackBudget(
        Math.max(1, (int) (podsMax * factor)),
        Math.max(1, (int) (decisionsMax * factor)),
        Math.max(1, (int) (cellsMax * factor)),
        verdictsMax);
  }
}
