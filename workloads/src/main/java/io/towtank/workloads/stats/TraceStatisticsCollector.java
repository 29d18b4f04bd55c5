package io.towtank.workloads.stats;

import io.towtank.model.ArrivalStream;
import io.towtank.model.DeviceRequest;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.record.TraceComparison;
import io.towtank.record.TraceStatistics;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.distribution.SpecialFunctions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a workload once and gathers its figures. What it keeps does not grow with the workload: the
 * first {@link #SHAPES_MAX} different shapes are counted, jobs are counted where their pods come
 * one after the other.
 */
public final class TraceStatisticsCollector {
  /** Most different shapes that are counted. */
  public static final int SHAPES_MAX = 100_000;

  private static final int PRIORITIES_MAX = 10_000;
  private static final int SHAPES_SHOWN = 20;
  private static final int BINS_SHOWN = 1024;
  private static final double NANOS = 1e9;
  private static final double MILLIS = 1000;
  private static final double GIB = 1L << 30;
  private static final double PASS = 0.05;

  /** What is measured, in order. */
  private enum What {
    INTER_ARRIVAL("inter-arrival", "s", NANOS),
    DURATION("duration", "s", NANOS),
    CPU("cpu", "cores", MILLIS),
    MEMORY("memory", "GiB", GIB),
    DEVICES("devices", "devices", MILLIS),
    TASKS("pods per job", "pods", 1);

    private final String label;
    private final String unit;
    private final double perUnit;

    What(String label, String unit, double perUnit) {
      this.label = label;
      this.unit = unit;
      this.perUnit = perUnit;
    }
  }

  private final Map<What, Sketch> sketches = new EnumMap<>(What.class);
  private final SortedMap<Integer, Long> priorities = new TreeMap<>();
  private final Map<String, Long> shapes = new LinkedHashMap<>();
  private final TimeBins arrivals = new TimeBins();
  private final TimeBins running = new TimeBins();
  private final TimeBins cpuRunning = new TimeBins();
  private boolean shapesComplete = true;
  private long pods;
  private long neverEnding;
  private long jobs;
  private long firstNanos;
  private long lastNanos;
  private long lastEndNanos;
  private long latestNanos;
  private @Nullable OwnerReference job;
  private long tasks;

  private TraceStatisticsCollector() {
    for (What what : What.values()) {
      sketches.put(what, new Sketch());
    }
  }

  /**
   * Reads pods to their end, and closes the stream.
   *
   * @throws IOException if they can't be read
   * @throws InputException if there are none
   */
  public static TraceStatisticsCollector read(ArrivalStream stream) throws IOException {
    TraceStatisticsCollector collector = new TraceStatisticsCollector();
    try (stream) {
      for (PodArrival arrival = stream.next(); arrival != null; arrival = stream.next()) {
        collector.add(arrival);
      }
    }
    collector.endJob();
    if (collector.pods == 0) {
      throw new InputException("the workload has no pods");
    }
    return collector;
  }

  private void add(PodArrival arrival) {
    Pod pod = arrival.pod();
    long now = arrival.timeNanos();
    ResourceList requests = pod.spec().effectiveRequests();
    long cpu = requests.get(ResourceNames.CPU);
    if (pods == 0) {
      firstNanos = now;
    } else {
      sketch(What.INTER_ARRIVAL).add(now - lastNanos);
    }
    pods++;
    lastNanos = now;
    sketch(What.CPU).add(cpu);
    sketch(What.MEMORY).add(requests.get(ResourceNames.MEMORY));
    long milli = 0;
    for (DeviceRequest device : pod.spec().devices()) {
      milli += (long) device.count() * device.milliPerDevice();
    }
    sketch(What.DEVICES).add(milli);
    Integer declared = pod.spec().priority();
    int priority = declared == null ? pod.priority() : declared;
    if (priorities.size() < PRIORITIES_MAX || priorities.containsKey(priority)) {
      priorities.merge(priority, 1L, Long::sum);
    }
    String shape = Shapes.inWords(pod.spec());
    if (shapes.size() < SHAPES_MAX || shapes.containsKey(shape)) {
      shapes.merge(shape, 1L, Long::sum);
    } else {
      shapesComplete = false;
    }
    countJob(pod.owner());
    follow(now, pod.durationNanos(), cpu / MILLIS);
  }

  private void follow(long now, long durationNanos, double cores) {
    arrivals.add(now, 1);
    running.add(now, 1);
    cpuRunning.add(now, cores);
    latestNanos = Math.max(latestNanos, now);
    if (durationNanos == Pod.NEVER) {
      neverEnding++;
      return;
    }
    sketch(What.DURATION).add(durationNanos);
    long end = now + durationNanos < 0 ? Long.MAX_VALUE : now + durationNanos;
    running.add(end, -1);
    cpuRunning.add(end, -cores);
    lastEndNanos = Math.max(lastEndNanos, end);
    latestNanos = Math.max(latestNanos, end);
  }

  private void countJob(@Nullable OwnerReference owner) {
    if (owner == null || !owner.equals(job)) {
      endJob();
      jobs++;
      job = owner;
    }
    tasks++;
    if (owner == null) {
      endJob();
    }
  }

  private void endJob() {
    if (tasks > 0) {
      sketch(What.TASKS).add(tasks);
      tasks = 0;
    }
  }

  private Sketch sketch(What what) {
    return Objects.requireNonNull(sketches.get(what));
  }

  /**
   * The figures.
   *
   * @param name name of the trace
   * @param accounts what became of its rows
   */
  public TraceStatistics statistics(String name, TraceAccounts accounts) {
    List<TraceStatistics.Measure> measures = new ArrayList<>();
    for (What what : What.values()) {
      Sketch sketch = sketch(what);
      if (sketch.count() > 0 && !(what == What.DEVICES && sketch.quantile(1) == 0)) {
        measures.add(measure(what, sketch));
      }
    }
    Comparator<TraceStatistics.Shape> mostFirst =
        Comparator.comparingLong(TraceStatistics.Shape::pods).reversed();
    List<TraceStatistics.Shape> frequent =
        shapes.entrySet().stream()
            .map(entry -> new TraceStatistics.Shape(entry.getKey(), entry.getValue()))
            .sorted(mostFirst.thenComparing(TraceStatistics.Shape::requests))
            .limit(SHAPES_SHOWN)
            .toList();
    return new TraceStatistics(
        name,
        new TraceStatistics.Rows(
            accounts.rowsRead(),
            accounts.rowsUsed(),
            new TreeMap<>(accounts.rowsDropped()),
            new TreeMap<>(accounts.rowsRepaired())),
        pods,
        neverEnding,
        jobs,
        firstNanos / NANOS,
        lastNanos / NANOS,
        lastEndNanos / NANOS,
        measures,
        priorities,
        frequent,
        shapes.size(),
        shapesComplete,
        course());
  }

  private static TraceStatistics.Measure measure(What what, Sketch sketch) {
    double mean = sketch.mean();
    return new TraceStatistics.Measure(
        what.label,
        what.unit,
        sketch.count(),
        sketch.isExact(),
        mean / what.perUnit,
        mean == 0 ? 0 : sketch.standardDeviation() / mean,
        sketch.percentiles(what.perUnit),
        sketch.quantile(0.999) / what.perUnit);
  }

  private TraceStatistics.Course course() {
    // All three have bins of one length: that of the longest time.
    for (TimeBins bins : List.of(arrivals, running, cpuRunning)) {
      bins.reach(latestNanos);
    }
    int used = (int) (shownNanos() / arrivals.binNanos()) + 1;
    int joined = 1;
    while (used > joined * BINS_SHOWN) {
      joined *= 2;
    }
    List<Long> arrived = new ArrayList<>();
    List<Long> concurrent = new ArrayList<>();
    List<Double> cores = new ArrayList<>();
    double podsNow = 0;
    double coresNow = 0;
    for (int from = 0; from < used; from += joined) {
      double here = 0;
      for (int i = from; i < Math.min(TimeBins.BINS, from + joined); i++) {
        here += arrivals.sum(i);
        podsNow += running.sum(i);
        coresNow += cpuRunning.sum(i);
      }
      arrived.add(Math.round(here));
      concurrent.add(Math.round(podsNow));
      cores.add(Math.max(0, StrictMath.rint(coresNow * MILLIS) / MILLIS));
    }
    return new TraceStatistics.Course(
        joined * arrivals.binNanos() / NANOS, arrived, concurrent, cores);
  }

  /** To the last end; where pods outlive the arrivals by far, not much longer than these. */
  private long shownNanos() {
    return lastNanos == 0 || latestNanos / 2 <= lastNanos ? latestNanos : lastNanos / 4 * 5;
  }

  /** Holds this workload against another, measure by measure. */
  public List<TraceComparison.KolmogorovSmirnov> compare(TraceStatisticsCollector other) {
    List<TraceComparison.KolmogorovSmirnov> tests = new ArrayList<>();
    for (What what : What.values()) {
      Sketch ours = sketch(what);
      Sketch theirs = other.sketch(what);
      if (ours.count() == 0 || theirs.count() == 0) {
        continue;
      }
      if (what == What.DEVICES && ours.quantile(1) == 0 && theirs.quantile(1) == 0) {
        continue;
      }
      double distance = Sketch.distance(ours, theirs);
      double n = ours.count();
      double m = theirs.count();
      double probability = SpecialFunctions.kolmogorovSmirnovTail(distance, n * m / (n + m));
      tests.add(
          new TraceComparison.KolmogorovSmirnov(
              what.label, distance, probability, probability >= PASS));
    }
    return tests;
  }
}
