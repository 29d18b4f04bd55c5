package io.towtank.workloads.fit;

import io.towtank.workloads.distribution.Empirical;
import io.towtank.workloads.synthetic.PodTemplate;
import io.towtank.workloads.synthetic.SyntheticWorkload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was estimated from a workload.
 *
 * @param pods how many pods it has
 * @param spanNanos from the first arrival to the last
 * @param interArrival times from one moment with arrivals to the next, seconds
 * @param gapCorrelation correlation of each such time with the one after it; far from 0 the times
 *     are not independent, and bursts are longer than the fitted workload's
 * @param batchSize how many pods arrive at one moment; null where it is always one
 * @param cycle relative rates of arrivals; null where the rate is not followed
 * @param duration of all pods together, seconds; null where none ends
 * @param cpu CPU requests, cores
 * @param memory memory requests, GiB
 * @param templates the pods
 * @param notes what the templates can't say of the pods
 * @param workload the generator
 */
public record FittedWorkload(
    long pods,
    long spanNanos,
    DistributionFit interArrival,
    double gapCorrelation,
    @Nullable Empirical batchSize,
    @Nullable FittedCycle cycle,
    @Nullable DistributionFit duration,
    DistributionFit cpu,
    DistributionFit memory,
    List<PodTemplate> templates,
    List<String> notes,
    SyntheticWorkload workload) {
  /** Copies the lists. */
  public FittedWorkload {
    templates = List.copyOf(templates);
    notes = List.copyOf(notes);
  }

  /**
   * Relative rates of arrivals.
   *
   * @param hours of the 24 hours of a day
   * @param days of the 7 days from the start on
   */
  public record FittedCycle(List<Double> hours, List<Double> days) {
    /** Copies the rates. */
    public FittedCycle {
      hours = List.copyOf(hours);
      days = List.copyOf(days);
    }
  }
}
