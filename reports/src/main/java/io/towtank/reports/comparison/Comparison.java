package io.towtank.reports.comparison;

import io.towtank.reports.statistics.Estimate;
import io.towtank.reports.statistics.Statistics;
import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import io.towtank.reports.table.Table.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Runs of several policies side by side: of each metric the mean over seeds with its 95 %
 * confidence interval, and the mean of the paired differences from the first policy.
 */
public final class Comparison {
  private static final String BEST = "*";

  private final List<ComparedRun> runs;
  private final List<String> policies;
  private final List<Metric> metrics;
  private final Statistics statistics = Statistics.student();

  private Comparison(List<ComparedRun> runs) {
    this.runs = List.copyOf(runs);
    LinkedHashSet<String> names = new LinkedHashSet<>();
    runs.forEach(run -> names.add(run.policy()));
    this.policies = List.copyOf(names);
    this.metrics =
        Metric.of(runs.get(0).summary()).stream()
            .filter(m -> runs.stream().anyMatch(run -> m.value().applyAsDouble(run.summary()) != 0))
            .toList();
  }

  /**
   * Compares runs; policies stand in the order in which they first appear, metrics that are 0
   * everywhere are left out.
   *
   * @param runs at least one, all on the same cluster
   */
  public static Comparison of(List<ComparedRun> runs) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a comparison needs a run");
    }
    return new Comparison(runs);
  }

  List<ComparedRun> runs() {
    return runs;
  }

  List<String> policies() {
    return policies;
  }

  List<Metric> metrics() {
    return metrics;
  }

  /** The mean of a metric over a policy's runs. */
  Estimate mean(Metric metric, String policy) {
    return statistics.mean(
        runs.stream()
            .filter(run -> run.policy().equals(policy))
            .mapToDouble(run -> metric.value().applyAsDouble(run.summary()))
            .toArray());
  }

  /** The mean difference from the first policy, over the seeds that both ran. */
  Estimate difference(Metric metric, String policy) {
    Map<Long, Double> first = bySeed(metric, policies.get(0));
    Map<Long, Double> second = bySeed(metric, policy);
    second.keySet().retainAll(first.keySet());
    if (second.isEmpty()) {
      return new Estimate(0, 0, 0);
    }
    double[] a = new double[second.size()];
    double[] b = new double[second.size()];
    int i = 0;
    for (Map.Entry<Long, Double> entry : second.entrySet()) {
      a[i] = entry.getValue();
      b[i] = first.getOrDefault(entry.getKey(), 0.0);
      i++;
    }
    return statistics.pairedDifference(a, b);
  }

  private Map<Long, Double> bySeed(Metric metric, String policy) {
    Map<Long, Double> values = new LinkedHashMap<>();
    for (ComparedRun run : runs) {
      if (run.policy().equals(policy)) {
        values.put(run.seed(), metric.value().applyAsDouble(run.summary()));
      }
    }
    return values;
  }

  /** Whether a policy's mean is the best, or shown as the same figure as the best. */
  boolean isBest(Metric metric, String policy) {
    if (metric.better() == Metric.Better.NEITHER || policies.size() < 2) {
      return false;
    }
    double sign = metric.better() == Metric.Better.HIGHER ? 1 : -1;
    double own = mean(metric, policy).mean();
    String shown = metric.format().apply(own);
    boolean differs = false;
    for (String other : policies) {
      double value = mean(metric, other).mean();
      if (!metric.format().apply(value).equals(shown)) {
        if (sign * value > sign * own) {
          return false;
        }
        differs = true;
      }
    }
    return differs;
  }

  /** Head and rows of the table: a metric in each row, a policy in each column. */
  List<List<String>> cells(boolean markBest) {
    List<List<String>> rows = new ArrayList<>();
    for (Metric metric : metrics) {
      List<String> row = new ArrayList<>();
      row.add(metric.title());
      for (String policy : policies) {
        String mark = markBest && isBest(metric, policy) ? " " + BEST : "";
        row.add(text(metric, mean(metric, policy)) + mark);
      }
      rows.add(row);
    }
    return rows;
  }

  /**
   * Differences of all policies but the first, in the form of {@link #cells}; those of shares in
   * percentage points.
   */
  List<List<String>> differenceCells() {
    List<List<String>> rows = new ArrayList<>();
    for (Metric metric : metrics) {
      List<String> row = new ArrayList<>();
      row.add(metric.title());
      for (String policy : policies.subList(1, policies.size())) {
        Estimate difference = difference(metric, policy);
        String sign = difference.mean() > 0 ? "+" : "";
        row.add(
            difference.count() == 0 ? "" : sign + text(metric, difference).replace(" %", " pp"));
      }
      rows.add(row);
    }
    return rows;
  }

  private static String text(Metric metric, Estimate estimate) {
    String mean = metric.format().apply(estimate.mean());
    return estimate.count() > 1 && estimate.halfWidth() > 0
        ? mean + " ± " + metric.format().apply(estimate.halfWidth())
        : mean;
  }

  /** A sentence on how to read the figures. */
  String legend() {
    long seeds = runs.stream().mapToLong(ComparedRun::seed).distinct().count();
    String interval =
        seeds > 1
            ? "Mean over " + seeds + " seeds ± half the 95 % confidence interval (Student's t)."
            : "One seed, hence no confidence intervals.";
    return policies.size() > 1 ? interval + " Best value of a row: " + BEST + "." : interval;
  }

  /** The comparison, as it is printed. */
  public Document document() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words(""));
    policies.forEach(policy -> columns.add(Column.numbers(policy)));
    Table table = new Table(columns);
    for (List<String> row : cells(true)) {
      // Marks stand in a column of their own, or else they push the numbers out of line.
      table.row(row.stream().map(cell -> cell.endsWith(BEST) ? cell : cell + "  ").toList());
    }
    return new Document().table(table).gap().line(legend());
  }
}
