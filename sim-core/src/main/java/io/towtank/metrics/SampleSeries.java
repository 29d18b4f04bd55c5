package io.towtank.metrics;

import io.towtank.record.RunRecorder;
import io.towtank.record.SeriesSample;
import io.towtank.record.SeriesSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Evenly spaced samples in bounded memory: when there are too many, every second one is dropped and
 * the interval doubled. They are handed on at the end.
 */
final class SampleSeries {
  private final long startNanos;
  private final int samplesMax;
  private final long intervalAtFirst;
  private long intervalNanos;
  private List<SeriesSample> samples = new ArrayList<>();

  SampleSeries(long startNanos, long intervalNanos, int samplesMax) {
    this.startNanos = startNanos;
    this.intervalAtFirst = intervalNanos;
    this.intervalNanos = intervalNanos;
    this.samplesMax = samplesMax;
  }

  /** Whether a sample is still due at this instant; makes room for it if it is. */
  boolean takesSampleAt(long nowNanos) {
    if (samples.size() >= samplesMax) {
      thin();
    }
    return (nowNanos - startNanos) % intervalNanos == 0;
  }

  private void thin() {
    List<SeriesSample> kept = new ArrayList<>();
    for (int i = 0; i < samples.size(); i += 2) {
      kept.add(samples.get(i));
    }
    samples = kept;
    intervalNanos =
        intervalNanos > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : Math.multiplyExact(2, intervalNanos);
  }

  void add(SeriesSample sample) {
    samples.add(sample);
  }

  /** The last sample: what the run leaves behind, in place of one of the same instant. */
  void addLast(SeriesSample sample) {
    int last = samples.size() - 1;
    if (last >= 0 && samples.get(last).timeNanos() == sample.timeNanos()) {
      samples.remove(last);
    }
    samples.add(sample);
  }

  /** When the next sample is due; -1 if simulation time can't go that far. */
  long nextDueNanos(long nowNanos) {
    long passed = (nowNanos - startNanos) / intervalNanos;
    boolean beyond =
        passed + 1 > (Long.MAX_VALUE - startNanos) / intervalNanos || passed == Long.MAX_VALUE;
    return beyond ? -1 : startNanos + (passed + 1) * intervalNanos;
  }

  long intervalNanos() {
    return intervalNanos;
  }

  boolean isThinned() {
    return intervalNanos != intervalAtFirst;
  }

  /**
   * Integral of one column over that of another, each value holding until the next sample; the
   * present ratio where there is but one sample, 0 where the divisor is 0.
   */
  double ratioOfIntegrals(int column, int divisorColumn) {
    double dividend = 0;
    double divisor = 0;
    for (int i = 0; i < samples.size(); i++) {
      SeriesSample sample = samples.get(i);
      double held =
          samples.size() == 1
              ? 1
              : i + 1 == samples.size()
                  ? 0
                  : (double) (samples.get(i + 1).timeNanos() - sample.timeNanos());
      dividend += sample.values()[column] * held;
      divisor += sample.values()[divisorColumn] * held;
    }
    return divisor == 0 ? 0 : dividend / divisor;
  }

  /** Hands everything on; samples from before a resource was known have 0 for it. */
  void writeTo(RunRecorder recorder, SeriesSchema schema) {
    recorder.series(schema);
    int columns = schema.columns().size();
    for (SeriesSample sample : samples) {
      recorder.sample(
          sample.values().length == columns
              ? sample
              : new SeriesSample(sample.timeNanos(), Arrays.copyOf(sample.values(), columns)));
    }
  }
}
