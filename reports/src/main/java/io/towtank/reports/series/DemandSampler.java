package io.towtank.reports.series;

import io.towtank.record.RunRecorder;
import io.towtank.record.SeriesSample;
import io.towtank.record.SeriesSchema;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Samples an arrival-only run by the share of a resource that has been requested, as packing papers
 * draw their curves: the value at x is the mean over the arrivals at which the requested share
 * rounds to x per cent.
 *
 * <p>An arrival's value is rounded to hundredths of a per cent before the mean is taken, and the
 * mean again; halves go to the even neighbour. Many a mean is an exact half, of which the last bit
 * of the sum decides; so values are added up in a fixed way, that of {@link PairwiseSum}. All this
 * is how the results published with Q. Weng et al., "Beware of Fragmentation", USENIX ATC 2023,
 * turn out to have been sampled.
 */
public final class DemandSampler implements RunRecorder {
  private static final double HUNDREDTHS = 1e4;
  private static final double PERCENT = 100;
  private static final double NOISE_FREE = 1e8;
  private static final int PERCENT_MAX = 1_000_000;

  private final String key;
  private final SortedMap<Integer, Sums> sums = new TreeMap<>();
  private int arrivedCount = -1;
  private int arrived = -1;
  private int allocated = -1;
  private int fragmented = -1;

  private static final class Sums {
    private final PairwiseSum allocated = new PairwiseSum();
    private final PairwiseSum fragmented = new PairwiseSum();
  }

  /** For a resource, such as {@code nvidia.com/gpu}. */
  public DemandSampler(String resource) {
    key = resource.replaceAll("[^A-Za-z0-9]", "_");
  }

  @Override
  public void series(SeriesSchema schema) {
    arrivedCount = schema.indexOf("pods_arrived_count");
    arrived = schema.indexOf(key + "_arrived_ratio");
    allocated = schema.indexOf(key + "_allocated_ratio");
    fragmented = schema.indexOf(key + "_fragmented_ratio");
  }

  @Override
  public void sample(SeriesSample sample) {
    double[] values = sample.values();
    if (arrived < 0 || allocated < 0 || values[arrivedCount] == 0) {
      return;
    }
    int percent = wholePercent(values[arrived]);
    if (percent > PERCENT_MAX) {
      return;
    }
    Sums at = sums.computeIfAbsent(percent, p -> new Sums());
    at.allocated.add(roundedPercent(values[allocated]));
    if (fragmented >= 0) {
      at.fragmented.add(roundedPercent(values[fragmented]));
    }
  }

  /** Without the noise of the division an exact half would round up or down by chance. */
  private static int wholePercent(double ratio) {
    return (int) StrictMath.rint(StrictMath.rint(ratio * PERCENT * NOISE_FREE) / NOISE_FREE);
  }

  private static double roundedPercent(double ratio) {
    return StrictMath.rint(ratio * HUNDREDTHS) / PERCENT;
  }

  /** Allocated share; empty where the run had no such resource. */
  public DemandCurve allocation() {
    SortedMap<Integer, Long> means = new TreeMap<>();
    sums.forEach((x, at) -> means.put(x, hundredths(at.allocated.mean())));
    return new DemandCurve(means);
  }

  /** Share that the workload's mix of pods can't use; empty where that was not measured. */
  public DemandCurve fragmentation() {
    SortedMap<Integer, Long> means = new TreeMap<>();
    if (fragmented >= 0) {
      sums.forEach((x, at) -> means.put(x, hundredths(at.fragmented.mean())));
    }
    return new DemandCurve(means);
  }

  private static long hundredths(double percent) {
    return (long) StrictMath.rint(percent * PERCENT);
  }
}
