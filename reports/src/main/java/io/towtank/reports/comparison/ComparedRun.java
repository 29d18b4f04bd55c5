package io.towtank.reports.comparison;

import io.towtank.record.RunSummary;
import io.towtank.reports.playback.RunPlayback;
import io.towtank.reports.series.Series;
import org.jspecify.annotations.Nullable;

/**
 * One run of a comparison.
 *
 * @param policy what is compared
 * @param seed runs of two policies under one seed saw the same arrivals and durations
 * @param summary its figures
 * @param series its course, for the charts; null where nothing is drawn
 * @param playback its course for the page to play; null where it is not played
 */
public record ComparedRun(
    String policy,
    long seed,
    RunSummary summary,
    @Nullable Series series,
    @Nullable RunPlayback playback) {
  /** How many runs a page plays side by side at most. */
  public static final int PLAYED_MAX = 4;

  /** Without its course. */
  public ComparedRun(String policy, long seed, RunSummary summary) {
    this(policy, seed, summary, null, null);
  }
}
