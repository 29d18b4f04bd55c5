package io.towtank.workloads.fit;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.ArrivalStream;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.text.InputException;
import io.towtank.workloads.distribution.Distribution;
import io.towtank.workloads.distribution.Empirical;
import io.towtank.workloads.synthetic.ArrivalProcess;
import io.towtank.workloads.synthetic.CyclicArrivals;
import io.towtank.workloads.synthetic.PodGroup;
import io.towtank.workloads.synthetic.PodTemplate;
import io.towtank.workloads.synthetic.RenewalArrivals;
import io.towtank.workloads.synthetic.SyntheticWorkload;
import io.towtank.workloads.synthetic.WeeklyCycle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Estimates a generator from a workload. Up to {@link #KEPT_MAX} pods and times are kept; of more,
 * a sample.
 */
public final class WorkloadFitter {
  /** Most pods, and most times between arrivals, that are looked at closely. */
  public static final int KEPT_MAX = 200_000;

  private static final int SIZES_MAX = 10_000;
  private static final int QUANTILES = 1000;
  private static final double NANOS = 1e9;
  private static final double MILLIS = 1000;
  private static final double GIB = 1L << 30;

  private final FitOptions options;
  private final FittedWorkload.@Nullable FittedCycle cycle;
  private final @Nullable WeeklyCycle clock;
  private final Reservoir<Double> gaps;
  private final Reservoir<PodRow> rows;
  private final ShapeCounts shapes = new ShapeCounts();
  private final Correlation gapCorrelation = new Correlation();
  private final SortedMap<Double, Double> batchSizes = new TreeMap<>();
  private final SortedMap<Double, Double> jobSizes = new TreeMap<>();
  private long pods;
  private long firstNanos;
  private long lastNanos;
  private double gapBefore = Double.NaN;
  private long batch;
  private @Nullable OwnerReference job;
  private long tasks;
  private long jobDurationNanos;
  private boolean jobsEndAsOne = true;

  /** A workload that can be read more than once. */
  @FunctionalInterface
  public interface Source {
    /** Its pods, from the first. */
    ArrivalStream open() throws IOException;
  }

  private WorkloadFitter(FitOptions options, FittedWorkload.@Nullable FittedCycle cycle) {
    this.options = options;
    this.cycle = cycle;
    clock = cycle == null ? null : WeeklyCycle.of(cycle.hours(), cycle.days(), 0);
    RandomStreams randomStreams = new RandomStreams(options.seed());
    gaps = new Reservoir<>(KEPT_MAX, randomStreams.stream("fit", "gaps"));
    rows = new Reservoir<>(KEPT_MAX, randomStreams.stream("fit", "pods"));
  }

  /**
   * Reads the workload once, or twice to follow its cycle.
   *
   * @throws IOException if it can't be read
   * @throws InputException if it has too few pods
   */
  public static FittedWorkload fit(Source source, FitOptions options) throws IOException {
    FittedWorkload.FittedCycle cycle = null;
    if (options.cycle()) {
      try (ArrivalStream pods = source.open()) {
        cycle = CycleEstimate.of(pods);
      }
    }
    WorkloadFitter fitter = new WorkloadFitter(options, cycle);
    try (ArrivalStream pods = source.open()) {
      for (PodArrival arrival = pods.next(); arrival != null; arrival = pods.next()) {
        fitter.add(arrival);
      }
    }
    return fitter.result();
  }

  private void add(PodArrival arrival) {
    Pod pod = arrival.pod();
    long now = arrival.timeNanos();
    OwnerReference owner = pod.owner();
    boolean sameJob = owner != null && owner.equals(job) && now == lastNanos;
    if (pods == 0) {
      firstNanos = now;
    } else if (now > lastNanos) {
      endBatch();
      double gap = operationalSeconds(now) - operationalSeconds(lastNanos);
      gaps.add(Math.max(0, gap));
      if (!Double.isNaN(gapBefore)) {
        gapCorrelation.add(gapBefore, gap);
      }
      gapBefore = gap;
    } else if (!sameJob) {
      endJob();
    }
    if (sameJob) {
      jobsEndAsOne &= pod.durationNanos() == jobDurationNanos;
    }
    jobDurationNanos = pod.durationNanos();
    job = owner;
    tasks++;
    pods++;
    lastNanos = now;
    ResourceList requests = pod.spec().effectiveRequests();
    int shape = shapes.add(pod);
    rows.add(
        new PodRow(
            shape,
            requests.get(ResourceNames.CPU),
            requests.get(ResourceNames.MEMORY),
            pod.durationNanos() == Pod.NEVER ? PodRow.NEVER : pod.durationNanos() / NANOS));
  }

  private double operationalSeconds(long nanos) {
    return (clock == null ? nanos : clock.operationalNanos(nanos)) / NANOS;
  }

  private void endJob() {
    if (tasks > 0) {
      count(jobSizes, tasks);
      batch++;
      tasks = 0;
    }
  }

  private void endBatch() {
    endJob();
    count(batchSizes, batch);
    batch = 0;
  }

  private static void count(SortedMap<Double, Double> sizes, long size) {
    if (sizes.size() < SIZES_MAX || sizes.containsKey((double) size)) {
      sizes.merge((double) size, 1.0, Double::sum);
    }
  }

  private FittedWorkload result() {
    endBatch();
    if (gaps.kept().size() < 2) {
      throw new InputException(
          "found "
              + pods
              + " pods at "
              + (gaps.kept().size() + (pods > 0 ? 1 : 0))
              + " moments, expected 3 moments or more to estimate from");
    }
    List<String> notes = new ArrayList<>();
    if (!rows.isComplete() || !gaps.isComplete()) {
      notes.add(
          "laws are estimated from a random sample of " + KEPT_MAX + " pods and times of arrival");
    }
    DistributionFit interArrival =
        DistributionFit.of(gaps.kept().stream().mapToDouble(Double::doubleValue).toArray());
    double[] durations = column(row -> row.durationSeconds(), true);
    DistributionFit duration = durations.length == 0 ? null : DistributionFit.of(durations);
    Empirical sizes = isAlwaysOne(batchSizes) ? null : new Empirical(batchSizes);
    PodGroup group =
        isAlwaysOne(jobSizes)
            ? null
            : new PodGroup(PodGroup.Kind.JOB, new Empirical(jobSizes), jobsEndAsOne);
    TemplateEstimate estimate =
        new TemplateEstimate(options, shapes, rows.kept(), duration, group, notes);
    List<PodTemplate> templates = estimate.templates();
    Distribution gapLaw =
        options.empirical()
            ? TemplateEstimate.observed(
                gaps.kept().stream().mapToDouble(Double::doubleValue).toArray(), QUANTILES)
            : interArrival.distribution();
    ArrivalProcess process = new RenewalArrivals(gapLaw);
    if (clock != null) {
      process = new CyclicArrivals(process, clock);
    }
    return new FittedWorkload(
        pods,
        lastNanos - firstNanos,
        interArrival,
        gapCorrelation.value(),
        sizes,
        cycle,
        duration,
        DistributionFit.of(column(row -> row.cpuMillis() / MILLIS, false)),
        DistributionFit.of(column(row -> row.memoryBytes() / GIB, false)),
        templates,
        notes,
        new SyntheticWorkload(
            templates, process, sizes, OptionalLong.of(pods), OptionalLong.empty()));
  }

  private double[] column(ToDoubleFunction<PodRow> value, boolean onlyEnding) {
    return rows.kept().stream()
        .filter(row -> !onlyEnding || row.ends())
        .mapToDouble(value)
        .toArray();
  }

  private static boolean isAlwaysOne(SortedMap<Double, Double> sizes) {
    return sizes.size() == 1 && sizes.firstKey() == 1;
  }

  /** The correlation of pairs, in one pass. */
  private static final class Correlation {
    private long n;
    private double meanX;
    private double meanY;
    private double squaresX;
    private double squaresY;
    private double products;

    void add(double x, double y) {
      n++;
      double dx = x - meanX;
      double dy = y - meanY;
      meanX += dx / n;
      meanY += dy / n;
      squaresX += dx * (x - meanX);
      squaresY += dy * (y - meanY);
      products += dx * (y - meanY);
    }

    double value() {
      return squaresX > 0 && squaresY > 0
          ? products / StrictMath.sqrt(squaresX) / StrictMath.sqrt(squaresY)
          : 0;
    }
  }
}
