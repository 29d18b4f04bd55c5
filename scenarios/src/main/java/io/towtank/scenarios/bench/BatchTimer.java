package io.towtank.scenarios.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures loads in batches, in turn: what else the machine does meets all of them alike, so their
 * ratio says more than their rates.
 */
final class BatchTimer {
  /** Batches that a load is measured in, as long as its budget lasts. */
  private static final int BATCHES = 20;

  private static final int BATCHES_MIN = 3;
  private static final int BATCH_SIZE_MAX = 100_000;
  private static final double WARM_UP = 0.5;
  private static final double WARM_UP_MAX = 5;
  private static final double NANOS_PER_SECOND = 1e9;

  private final double budgetNanos;
  private final LongSupplier clock;

  /**
   * A timer.
   *
   * @param seconds to measure each load for, after a warm-up of half as long, or of up to five
   *     times as long where the load {@linkplain Load#isWarm says so}; a load is run at least in
   *     four batches of one, however long they take
   * @param clock nanoseconds
   */
  BatchTimer(double seconds, LongSupplier clock) {
    budgetNanos = seconds * NANOS_PER_SECOND;
    this.clock = clock;
  }

  /** What is measured: the same kind of thing again and again. */
  interface Load {
    /** Gets ready for so many; not measured. */
    default void prepare(int count) {}

    /** Does so many. */
    void run(int count);

    /** Whether it has done everything once that it does again and again. */
    default boolean isWarm() {
      return true;
    }
  }

  /**
   * Rate of a load.
   *
   * @param median things done in a second, median over the batches
   * @param lowerQuartile a quarter of the batches was slower
   * @param upperQuartile a quarter of the batches was faster
   * @param batches how many there were
   */
  record Rate(double median, double lowerQuartile, double upperQuartile, int batches) {
    private static final double QUARTER = 0.25;

    static Rate of(List<Double> rates) {
      double[] sorted = rates.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      return new Rate(
          quantile(sorted, 2 * QUARTER),
          quantile(sorted, QUARTER),
          quantile(sorted, 3 * QUARTER),
          sorted.length);
    }

    /** Between the neighbours, by their distance. */
    private static double quantile(double[] sorted, double share) {
      double position = share * (sorted.length - 1);
      int below = (int) position;
      double above = sorted[Math.min(below + 1, sorted.length - 1)];
      return sorted[below] + (position - below) * (above - sorted[below]);
    }
  }

  /** The rates of the loads, in their order. */
  List<Rate> measure(List<? extends Load> loads) {
    int[] sizes = new int[loads.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = warmUp(loads.get(i));
    }
    List<List<Double>> rates = new ArrayList<>();
    loads.forEach(load -> rates.add(new ArrayList<>()));
    double[] spentNanos = new double[sizes.length];
    for (int batch = 0; batch < BATCHES; batch++) {
      if (batch >= BATCHES_MIN && Arrays.stream(spentNanos).max().orElse(0) >= budgetNanos) {
        break;
      }
      for (int i = 0; i < sizes.length; i++) {
        long nanos = time(loads.get(i), sizes[i]);
        spentNanos[i] += nanos;
        rates.get(i).add(sizes[i] * NANOS_PER_SECOND / nanos);
      }
    }
    return rates.stream().map(Rate::of).toList();
  }

  /** Runs it for a while; how many of it fill a batch. */
  private int warmUp(Load load) {
    double warmUpNanos = WARM_UP * budgetNanos;
    double batchNanos = budgetNanos / BATCHES;
    double spentNanos = 0;
    int size = 1;
    while (true) {
      long nanos = time(load, size);
      spentNanos += nanos;
      double wanted = size * (batchNanos / nanos);
      if (spentNanos >= warmUpNanos && (load.isWarm() || spentNanos >= WARM_UP_MAX * budgetNanos)) {
        return (int) Math.max(1, Math.min(BATCH_SIZE_MAX, wanted));
      }
      // By no more than twice, for the first ones are slow and say little of the rest.
      size = (int) Math.max(1, Math.min(Math.min(BATCH_SIZE_MAX, 2.0 * size), wanted));
    }
  }

  private long time(Load load, int count) {
    load.prepare(count);
    long start = clock.getAsLong();
    load.run(count);
    return Math.max(1, clock.getAsLong() - start);
  }
}
