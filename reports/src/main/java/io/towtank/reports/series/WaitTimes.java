package io.towtank.reports.series;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Waiting times of pods, from creation to binding, to three significant digits. */
public final class WaitTimes {
  private static final int DIGITS = 3;

  private final Histogram histogram = new Histogram(DIGITS);

  /** Takes one more. */
  public void add(long waitNanos) {
    histogram.recordValue(waitNanos);
  }

  /** How many there are. */
  public long count() {
    return histogram.getTotalCount();
  }

  /** The share of pods, in 0 to 1, that waited at most x seconds, as a staircase. */
  public Curve distribution() {
    Curve curve = new Curve(64);
    double total = histogram.getTotalCount();
    double before = 0;
    for (HistogramIterationValue value : histogram.recordedValues()) {
      // The highest of the bucket, save for zero, whose bucket is its own.
      double seconds = value.getValueIteratedTo() / 1e9;
      double share = value.getTotalCountToThisValue() / total;
      curve.add(seconds, before);
      curve.add(seconds, share);
      before = share;
    }
    return curve;
  }

  /** The longest in seconds, 0 where there is none. */
  public double maxSeconds() {
    return count() == 0 ? 0 : histogram.getMaxValue() / 1e9;
  }

  /** The shortest above zero in seconds, 0 where there is none. */
  public double minAboveZeroSeconds() {
    return maxSeconds() == 0 ? 0 : histogram.getMinNonZeroValue() / 1e9;
  }
}
