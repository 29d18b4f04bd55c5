package io.towtank.reports.series;

import io.towtank.record.SeriesSample;
import io.towtank.record.SeriesSchema;
import java.util.Arrays;

/**
 * A time series in bounded memory.
 *
 * <p>Up to 2,048 samples are kept as they are. Beyond that, neighbours are merged into buckets,
 * each with the smallest, largest and last value of every column: a chart drawn from them shows
 * every peak.
 */
public final class Series {
  private static final int BUCKETS_MAX = 2048;
  private static final int BUCKETS_START = 256;

  private final SeriesSchema schema;
  private final int columns;
  private final int bucketsMax;
  private int size;
  private long samples;
  private long samplesPerBucket = 1;
  private long inLast;
  private long[] start = new long[BUCKETS_START];
  private long[] end = new long[BUCKETS_START];
  private double[] min;
  private double[] max;
  private double[] last;

  /** An empty series. */
  public Series(SeriesSchema schema) {
    this(schema, BUCKETS_MAX);
  }

  Series(SeriesSchema schema, int bucketsMax) {
    this.schema = schema;
    this.columns = schema.columns().size();
    this.bucketsMax = bucketsMax;
    this.min = new double[BUCKETS_START * columns];
    this.max = new double[BUCKETS_START * columns];
    this.last = new double[BUCKETS_START * columns];
  }

  /** Takes one more sample, not before the last. */
  public void add(SeriesSample sample) {
    samples++;
    if (size > 0 && inLast < samplesPerBucket) {
      widen(sample);
      return;
    }
    if (size == bucketsMax) {
      mergePairs();
    }
    if (size > 0 && inLast < samplesPerBucket) {
      widen(sample);
      return;
    }
    grow();
    start[size] = sample.timeNanos();
    end[size] = sample.timeNanos();
    for (int c = 0; c < columns; c++) {
      int at = size * columns + c;
      min[at] = sample.values()[c];
      max[at] = sample.values()[c];
      last[at] = sample.values()[c];
    }
    size++;
    inLast = 1;
  }

  /** The columns. */
  public SeriesSchema schema() {
    return schema;
  }

  /** How many samples were added. */
  public long samples() {
    return samples;
  }

  /** Whether samples were merged for want of room. */
  public boolean isMerged() {
    return samplesPerBucket > 1;
  }

  /** The largest value of a column; 0 in an empty series. */
  public double max(int column) {
    double largest = size == 0 ? 0 : max[column];
    for (int i = 1; i < size; i++) {
      largest = Math.max(largest, max[i * columns + column]);
    }
    return largest;
  }

  /** One column over simulation time in seconds. */
  public Curve overTime(int column) {
    Curve curve = new Curve(2 * size);
    for (int i = 0; i < size; i++) {
      append(curve, start[i] / 1e9, end[i] / 1e9, i, column);
    }
    return curve;
  }

  /** One column over another one that never falls. */
  public Curve over(int columnX, int column) {
    Curve curve = new Curve(2 * size);
    for (int i = 0; i < size; i++) {
      int x = i * columns + columnX;
      append(curve, min[x], max[x], i, column);
    }
    return curve;
  }

  /**
   * All columns at common times.
   *
   * @param timesNanos not falling
   * @param values by column, then by time
   * @param isMerged whether a stretch of time stands there as its lowest and highest values
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read once
  public record Points(long[] timesNanos, double[][] values, boolean isMerged) {}

  /**
   * All columns at no more than so many times; where there were more samples each stretch of time
   * has two, with the lowest and the highest value of every column, the later of the two last.
   *
   * @param pointsMax at least 2
   */
  public Points points(int pointsMax) {
    boolean merged = isMerged() || size > pointsMax;
    int group = 1;
    while (merged && 2 * ((size + group - 1) / group) > pointsMax) {
      group *= 2;
    }
    int groups = (size + group - 1) / group;
    int count = merged ? 2 * groups : groups;
    long[] times = new long[count];
    double[][] values = new double[columns][count];
    for (int g = 0; g < groups; g++) {
      int from = g * group;
      int to = Math.min(size, from + group) - 1;
      times[merged ? 2 * g : g] = merged ? start[from] : end[to];
      if (merged) {
        times[2 * g + 1] = end[to];
      }
      for (int c = 0; c < columns; c++) {
        double low = min[from * columns + c];
        double high = highest(from, to, c);
        for (int i = from + 1; i <= to; i++) {
          low = Math.min(low, min[i * columns + c]);
        }
        double latest = last[to * columns + c];
        if (!merged) {
          values[c][g] = latest;
        } else {
          boolean rises = latest - low >= high - latest;
          values[c][2 * g] = rises ? low : high;
          values[c][2 * g + 1] = rises ? high : low;
        }
      }
    }
    return new Points(times, values, merged);
  }

  private double highest(int from, int to, int column) {
    double high = max[from * columns + column];
    for (int i = from + 1; i <= to; i++) {
      high = Math.max(high, max[i * columns + column]);
    }
    return high;
  }

  private void append(Curve curve, double from, double to, int bucket, int column) {
    int at = bucket * columns + column;
    if (min[at] == max[at]) {
      curve.add(to, last[at]);
    } else if (last[at] - min[at] >= max[at] - last[at]) {
      curve.add(from, min[at]);
      curve.add(to, max[at]);
    } else {
      curve.add(from, max[at]);
      curve.add(to, min[at]);
    }
  }

  private void widen(SeriesSample sample) {
    int bucket = size - 1;
    end[bucket] = sample.timeNanos();
    for (int c = 0; c < columns; c++) {
      int at = bucket * columns + c;
      min[at] = Math.min(min[at], sample.values()[c]);
      max[at] = Math.max(max[at], sample.values()[c]);
      last[at] = sample.values()[c];
    }
    inLast++;
  }

  private void mergePairs() {
    int merged = (size + 1) / 2;
    for (int i = 0; i < merged; i++) {
      int a = 2 * i;
      int b = Math.min(2 * i + 1, size - 1);
      start[i] = start[a];
      end[i] = end[b];
      for (int c = 0; c < columns; c++) {
        int to = i * columns + c;
        min[to] = Math.min(min[a * columns + c], min[b * columns + c]);
        max[to] = Math.max(max[a * columns + c], max[b * columns + c]);
        last[to] = last[b * columns + c];
      }
    }
    inLast = size % 2 == 0 ? 2 * inLast : inLast;
    samplesPerBucket *= 2;
    size = merged;
  }

  private void grow() {
    if (size < start.length) {
      return;
    }
    int length = Math.min(bucketsMax, 2 * size);
    start = Arrays.copyOf(start, length);
    end = Arrays.copyOf(end, length);
    min = Arrays.copyOf(min, length * columns);
    max = Arrays.copyOf(max, length * columns);
    last = Arrays.copyOf(last, length * columns);
  }
}
