package io.towtank.reports.comparison;

import io.towtank.record.RunSummary;
import io.towtank.reports.series.Series;
import org.jspecify.annotations.Nullable;

/**
 * One run of a comparison.
 *
 * @param policy what is compared
 * @param seed runs of two policies under one seed saw the same arrivals and durations
 * @param summary its figures
 * @param series its course, for the charts; null where nothing is drawn
 */
public record ComparedRun(String policy, long seed, RunSummary summary, @Nullable Series series) {
  /** Without its course. */
  public ComparedRun(String policy, long seed, RunSummary summary) {
    this(policy, seed, summary, null);
  }
}
