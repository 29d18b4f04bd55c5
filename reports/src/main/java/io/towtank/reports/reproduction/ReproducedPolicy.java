package io.towtank.reports.reproduction;

import io.towtank.reports.format.Numbers;
import io.towtank.reports.series.DemandCurve;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * One policy on one list, ours beside the published.
 *
 * @param policy the published name
 * @param exact whether each of our runs must equal the published one of its seed; else only the
 *     means are compared
 * @param tolerancePoints by how many percentage points the means may differ where {@code exact}
 *     does not hold
 * @param ours our runs, at least one
 * @param published the published runs, at least one
 */
public record ReproducedPolicy(
    String policy,
    boolean exact,
    double tolerancePoints,
    List<SeededRun> ours,
    List<SeededRun> published) {
  /** Copies the runs. */
  public ReproducedPolicy {
    ours = List.copyOf(ours);
    published = List.copyOf(published);
  }

  /** How many of our runs there are a published value for, at so many per cent requested. */
  int cellsCompared(int x) {
    return (int) ours.stream().filter(run -> isComparable(run, x)).count();
  }

  /** How many of them equal it. */
  int cellsEqual(int x) {
    return (int) ours.stream().filter(run -> isComparable(run, x) && isEqual(run, x)).count();
  }

  /** How many published values there are beside our runs, at any per cent requested. */
  int pointsCompared() {
    int points = 0;
    for (SeededRun run : publishedOfOurSeeds().values()) {
      points += run.allocation().hundredths().size();
    }
    return points;
  }

  /** How many of them ours equal. */
  int pointsEqual() {
    SortedMap<Long, SeededRun> bySeed = publishedOfOurSeeds();
    int points = 0;
    for (SeededRun run : ours) {
      SeededRun other = bySeed.get(run.seed());
      if (other != null) {
        points += equalPoints(run.allocation(), other.allocation());
      }
    }
    return points;
  }

  private static int equalPoints(DemandCurve ours, DemandCurve published) {
    return (int)
        published.hundredths().entrySet().stream()
            .filter(point -> point.getValue().equals(ours.hundredths().get(point.getKey())))
            .count();
  }

  private SortedMap<Long, SeededRun> publishedOfOurSeeds() {
    SortedMap<Long, SeededRun> bySeed = new TreeMap<>();
    for (SeededRun run : published) {
      if (ours.stream().anyMatch(own -> own.seed() == run.seed())) {
        bySeed.put(run.seed(), run);
      }
    }
    return bySeed;
  }

  private boolean isComparable(SeededRun run, int x) {
    return publishedValue(run.seed(), x) != null;
  }

  private boolean isEqual(SeededRun run, int x) {
    return Objects.equals(publishedValue(run.seed(), x), run.allocation().hundredths().get(x));
  }

  private @Nullable Long publishedValue(long seed, int x) {
    return published.stream()
        .filter(run -> run.seed() == seed && run.allocation().hasValueAt(x))
        .map(run -> run.allocation().hundredths().get(x))
        .findFirst()
        .orElse(null);
  }

  /** Our runs that do not equal the published ones of their seeds, each in words. */
  List<String> differences(int x) {
    return ours.stream()
        .filter(run -> isComparable(run, x) && !isEqual(run, x))
        .map(
            run ->
                "%s seed %d: ours %s, published %s"
                    .formatted(
                        policy,
                        run.seed(),
                        shown(run.allocation().hundredths().get(x)),
                        shown(publishedValue(run.seed(), x))))
        .toList();
  }

  private static String shown(@Nullable Long hundredths) {
    return hundredths == null ? "none" : Numbers.fixed(hundredths / 100.0, 2);
  }

  /** Allocation and spread of some runs at one point. */
  record Figures(int runs, double mean, double standardDeviation) {}

  /** Our allocation at so many per cent requested. */
  Figures ourFigures(int x) {
    return figures(ours, x);
  }

  /** The published one. */
  Figures publishedFigures(int x) {
    return figures(published, x);
  }

  private static Figures figures(List<SeededRun> runs, int x) {
    double[] values =
        runs.stream()
            .map(SeededRun::allocation)
            .filter(curve -> curve.hasValueAt(x))
            .mapToDouble(curve -> curve.percentAt(x))
            .toArray();
    if (values.length == 0) {
      return new Figures(0, 0, 0);
    }
    double deviation = values.length == 1 ? 0 : StrictMath.sqrt(StatUtils.variance(values));
    return new Figures(values.length, StatUtils.mean(values), deviation);
  }

  /** Whether ours agrees with the published, as far as this policy is compared. */
  boolean agrees(int x) {
    if (exact) {
      return cellsEqual(x) == cellsCompared(x);
    }
    // A hair more, or else a difference of exactly the tolerance would be lost to rounding.
    return StrictMath.abs(ourFigures(x).mean() - publishedFigures(x).mean())
        <= tolerancePoints + 1e-9;
  }

  /** The mean over runs of a curve, where all runs that are compared have a value. */
  static DemandCurve mean(List<SeededRun> runs, Function<SeededRun, DemandCurve> curveOf) {
    SortedMap<Integer, Long> means = new TreeMap<>();
    for (int x : curveOf.apply(runs.get(0)).hundredths().keySet()) {
      if (runs.stream().allMatch(run -> curveOf.apply(run).hasValueAt(x))) {
        double mean =
            runs.stream().mapToLong(run -> hundredthsAt(curveOf.apply(run), x)).average().orElse(0);
        means.put(x, (long) StrictMath.rint(mean));
      }
    }
    return new DemandCurve(means);
  }

  private static long hundredthsAt(DemandCurve curve, int x) {
    return Objects.requireNonNull(curve.hundredths().get(x), "checked before");
  }
}
