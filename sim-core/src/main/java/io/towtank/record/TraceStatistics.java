package io.towtank.record;

import java.util.List;
import java.util.SortedMap;

/**
 * A workload in figures, before it is run. Component names, with their units, are the keys of
 * {@code statistics.json}.
 *
 * @param trace name of the trace
 * @param rows what became of the rows that were read
 * @param pods how many pods
 * @param podsNeverEnding pods without an end
 * @param jobs how many jobs and services: owners of pods, and pods without one
 * @param firstArrivalSeconds arrival of the first pod
 * @param lastArrivalSeconds arrival of the last pod
 * @param lastEndSeconds when the last pod would end if all ran as they arrive; 0 if none ends
 * @param measures distributions of what the pods are like
 * @param priorities how many pods have which priority
 * @param shapes the most frequent combinations of requests, the most frequent first
 * @param shapesDistinct how many combinations there are
 * @param shapesComplete whether all of them could be counted
 * @param course arrivals and concurrency over time, were every pod to run as it arrives
 */
public record TraceStatistics(
    String trace,
    Rows rows,
    long pods,
    long podsNeverEnding,
    long jobs,
    double firstArrivalSeconds,
    double lastArrivalSeconds,
    double lastEndSeconds,
    List<Measure> measures,
    SortedMap<Integer, Long> priorities,
    List<Shape> shapes,
    long shapesDistinct,
    boolean shapesComplete,
    Course course) {

  /**
   * Rows of the trace: read = used + dropped.
   *
   * @param dropped rows that made nothing, by reason
   * @param repaired repairs, by reason
   */
  public record Rows(
      long read, long used, SortedMap<String, Long> dropped, SortedMap<String, Long> repaired) {}

  /**
   * A distribution.
   *
   * @param name what is measured
   * @param unit unit of the figures
   * @param count how many values
   * @param exact whether quantiles are exact; else they are within 0.1 % of the value
   * @param cv coefficient of variation: standard deviation / mean; 0 for a mean of 0
   * @param quantiles values at 0, 1, …, 100 % of the pods
   * @param p999 value at 99.9 %
   */
  public record Measure(
      String name,
      String unit,
      long count,
      boolean exact,
      double mean,
      double cv,
      List<Double> quantiles,
      double p999) {
    /** Copies the quantiles. */
    public Measure {
      quantiles = List.copyOf(quantiles);
    }

    /** Value that this part of the pods, in per cent, does not exceed. */
    public double percentile(int percent) {
      return quantiles.get(percent);
    }
  }

  /**
   * A combination of requests.
   *
   * @param requests in words
   * @param pods how many pods ask for it
   */
  public record Shape(String requests, long pods) {}

  /**
   * What happens over time: until the last pod would end, or a quarter longer than the arrivals
   * where pods outlive them by far.
   *
   * @param binSeconds length of a bin; the first begins at time 0
   * @param arrivals pods that arrive within each bin
   * @param concurrentPods pods that run at the end of each bin
   * @param concurrentCpuCores CPU that these request
   */
  public record Course(
      double binSeconds,
      List<Long> arrivals,
      List<Long> concurrentPods,
      List<Double> concurrentCpuCores) {
    /** Copies the bins. */
    public Course {
      arrivals = List.copyOf(arrivals);
      concurrentPods = List.copyOf(concurrentPods);
      concurrentCpuCores = List.copyOf(concurrentCpuCores);
    }
  }

  /** Copies the lists. */
  public TraceStatistics {
    measures = List.copyOf(measures);
    shapes = List.copyOf(shapes);
  }
}
