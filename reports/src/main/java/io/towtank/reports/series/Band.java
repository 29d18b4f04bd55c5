package io.towtank.reports.series;

import io.towtank.reports.statistics.Estimate;
import io.towtank.reports.statistics.Statistics;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The mean of several replications' curves with its 95 % confidence interval, point by point: each
 * interval holds for its x, not all of them together. Source of the interval: Law, Simulation
 * Modeling and Analysis, 5th edition, section 4.5.
 *
 * @param replications how many curves; from one there is no interval, and all three are that curve
 */
public record Band(Curve mean, Curve low, Curve high, int replications) {
  /** How many steps curves are sampled in. */
  public static final int STEPS = 480;

  /**
   * Of curves whose points stand at different x: each is taken as a step function, which keeps its
   * value until its next point, and sampled where all have values, at equal steps.
   *
   * @param curves at least one, none of them empty
   */
  public static Band ofSteps(List<Curve> curves) {
    Curve first = curves.get(0);
    if (curves.size() == 1) {
      return new Band(first, first, first, 1);
    }
    double from = first.x(0);
    double to = first.x(first.size() - 1);
    for (Curve curve : curves) {
      from = Math.max(from, curve.x(0));
      to = Math.min(to, curve.x(curve.size() - 1));
    }
    Builder builder = new Builder(curves.size());
    int[] at = new int[curves.size()];
    double[] values = new double[curves.size()];
    for (int step = 0; step <= STEPS && from <= to; step++) {
      double x = step == STEPS ? to : from + (to - from) * step / STEPS;
      for (int i = 0; i < values.length; i++) {
        Curve curve = curves.get(i);
        while (at[i] + 1 < curve.size() && curve.x(at[i] + 1) <= x) {
          at[i]++;
        }
        values[i] = curve.y(at[i]);
      }
      builder.add(x, values);
    }
    return builder.band();
  }

  /**
   * Of shares over the share requested, which stand at the same whole per cents: where all have a
   * value.
   *
   * @param curves at least one
   */
  public static Band ofDemand(List<DemandCurve> curves) {
    if (curves.size() == 1) {
      Curve only = curves.get(0).toCurve();
      return new Band(only, only, only, 1);
    }
    SortedMap<Integer, double[]> points = new TreeMap<>();
    for (int x : curves.get(0).hundredths().keySet()) {
      if (curves.stream().allMatch(curve -> curve.hasValueAt(x))) {
        points.put(x, curves.stream().mapToDouble(curve -> curve.percentAt(x) / 100).toArray());
      }
    }
    Builder builder = new Builder(curves.size());
    points.forEach((x, values) -> builder.add(x / 100.0, values));
    return builder.band();
  }

  private static final class Builder {
    private final Statistics statistics = Statistics.student();
    private final Curve mean = new Curve(STEPS + 1);
    private final Curve low = new Curve(STEPS + 1);
    private final Curve high = new Curve(STEPS + 1);
    private final int replications;

    Builder(int replications) {
      this.replications = replications;
    }

    void add(double x, double[] values) {
      Estimate estimate = statistics.mean(values);
      mean.add(x, estimate.mean());
      low.add(x, estimate.mean() - estimate.halfWidth());
      high.add(x, estimate.mean() + estimate.halfWidth());
    }

    Band band() {
      return new Band(mean, low, high, replications);
    }
  }
}
