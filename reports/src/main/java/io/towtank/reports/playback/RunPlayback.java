package io.towtank.reports.playback;

import io.towtank.record.RunSummary;
import io.towtank.reports.series.Series;

/**
 * A run to be played.
 *
 * @param recorder what was kept of its course
 * @param summary its figures
 * @param series its time series
 */
public record RunPlayback(PlaybackRecorder recorder, RunSummary summary, Series series) {}
