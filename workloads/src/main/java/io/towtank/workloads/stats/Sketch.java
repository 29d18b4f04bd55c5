package io.towtank.workloads.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/**
 * The distribution of whole numbers that are not negative, in bounded memory: exact up to a number
 * of values, from there on to three significant digits.
 */
public final class Sketch {
  private static final int EXACT_MAX = 100_000;
  private static final int DIGITS = 3;
  private static final int FIRST_SIZE = 1024;

  private long[] values = new long[FIRST_SIZE];
  private boolean sorted;
  private @Nullable Histogram histogram;
  private long count;
  private double mean;
  private double squares;

  /** Takes a value, at least 0. */
  public void add(long value) {
    count++;
    double delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
    Histogram counts = histogram;
    if (counts != null) {
      counts.recordValue(value);
      return;
    }
    if (count > EXACT_MAX) {
      counts = new Histogram(DIGITS);
      for (int i = 0; i < count - 1; i++) {
        counts.recordValue(values[i]);
      }
      counts.recordValue(value);
      histogram = counts;
      values = new long[0];
      return;
    }
    if (count > values.length) {
      values = Arrays.copyOf(values, values.length * 2);
    }
    values[(int) count - 1] = value;
    sorted = false;
  }

  /** How many values. */
  public long count() {
    return count;
  }

  /** Whether every value is known exactly. */
  public boolean isExact() {
    return histogram == null;
  }

  /** Mean; 0 where there are none. */
  public double mean() {
    return mean;
  }

  /** Standard deviation of the values; 0 where there are none. */
  public double standardDeviation() {
    return count == 0 ? 0 : StrictMath.sqrt(squares / count);
  }

  /** Smallest value that this part of the values does not exceed; 0 where there are none. */
  public long quantile(double part) {
    if (count == 0) {
      return 0;
    }
    Histogram counts = histogram;
    if (counts != null) {
      return part <= 0 ? counts.getMinValue() : counts.getValueAtPercentile(100 * part);
    }
    sort();
    int index = (int) StrictMath.ceil(part * count - 1e-9) - 1;
    return values[Math.max(0, Math.min((int) count - 1, index))];
  }

  /** Part of the values that are not larger. */
  double cumulative(long value) {
    Histogram counts = histogram;
    if (counts != null) {
      return (double) counts.getCountBetweenValues(0, value) / count;
    }
    sort();
    int low = 0;
    int high = (int) count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (double) low / count;
  }

  private void forEachValue(LongConsumer consumer) {
    Histogram counts = histogram;
    if (counts == null) {
      sort();
      for (int i = 0; i < count; i++) {
        if (i == 0 || values[i] != values[i - 1]) {
          consumer.accept(values[i]);
        }
      }
    } else {
      for (HistogramIterationValue value : counts.recordedValues()) {
        consumer.accept(value.getValueIteratedTo());
      }
    }
  }

  /** Largest distance of two distribution functions: the Kolmogorov-Smirnov statistic. */
  public static double distance(Sketch one, Sketch other) {
    List<Sketch> both = List.of(one, other);
    double[] largest = new double[1];
    for (Sketch sketch : both) {
      sketch.forEachValue(
          value ->
              largest[0] =
                  StrictMath.max(
                      largest[0], StrictMath.abs(one.cumulative(value) - other.cumulative(value))));
    }
    return largest[0];
  }

  /** Values at 0, 1, …, 100 %. */
  List<Double> percentiles(double unit) {
    List<Double> percentiles = new ArrayList<>();
    for (int i = 0; i <= 100; i++) {
      percentiles.add(quantile(i / 100.0) / unit);
    }
    return percentiles;
  }

  private void sort() {
    if (!sorted) {
      Arrays.sort(values, 0, (int) count);
      sorted = true;
    }
  }
}
