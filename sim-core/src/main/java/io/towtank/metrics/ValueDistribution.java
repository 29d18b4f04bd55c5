package io.towtank.metrics;

import io.towtank.record.Distribution;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Takes values at least 0 and gives their {@link Distribution}.
 *
 * <p>Percentiles are by nearest rank: the smallest value that at least p % of the values do not
 * exceed. They are exact up to {@value #EXACT_MAX} values; with more, an HdrHistogram of three
 * significant digits takes over and they are up to 0.1 % too high. Count, mean and maximum are
 * always exact but for the rounding of the last division.
 */
public final class ValueDistribution {
  static final int EXACT_MAX = 65_536;
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final int CAPACITY_AT_FIRST = 64;

  private final WideSum sum = new WideSum();
  private long[] values = new long[CAPACITY_AT_FIRST];
  private long count;
  private long max;
  private @Nullable Histogram histogram;

  /** Takes a value. */
  public void add(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative value: " + value);
    }
    sum.add(value);
    max = Math.max(max, value);
    if (count == EXACT_MAX) {
      histogram = histogramOf(values);
      values = new long[0];
    }
    if (histogram != null) {
      histogram.recordValue(value);
    } else {
      if (count == values.length) {
        values = Arrays.copyOf(values, values.length * 2);
      }
      values[(int) count] = value;
    }
    count++;
  }

  private static Histogram histogramOf(long[] values) {
    Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
    for (long value : values) {
      histogram.recordValue(value);
    }
    return histogram;
  }

  /**
   * The distribution so far.
   *
   * @param unit by what values are divided
   */
  public Distribution toDistribution(double unit) {
    if (count == 0) {
      return Distribution.NONE;
    }
    if (histogram == null) {
      Arrays.sort(values, 0, (int) count);
    }
    return new Distribution(
        count,
        sum.toDouble() / count / unit,
        percentile(50) / unit,
        percentile(90) / unit,
        percentile(99) / unit,
        max / unit);
  }

  private long percentile(int percent) {
    if (histogram != null) {
      return Math.min(max, histogram.getValueAtPercentile(percent));
    }
    long rank = (count * percent + 99) / 100;
    return values[(int) rank - 1];
  }
}
