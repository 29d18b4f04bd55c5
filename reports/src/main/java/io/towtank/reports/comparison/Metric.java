package io.towtank.reports.comparison;

import io.towtank.record.RunSummary;
import io.towtank.reports.KeyFigures;
import io.towtank.reports.format.Humanize;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * A figure by which runs are compared.
 *
 * @param key its name in files, unit last
 * @param title its name for people
 * @param better which end of it is better
 * @param value reads it from a run
 * @param format words for one value
 */
record Metric(
    String key,
    String title,
    Better better,
    ToDoubleFunction<RunSummary> value,
    DoubleFunction<String> format) {

  /** Which end is better. */
  enum Better {
    HIGHER,
    LOWER,
    NEITHER
  }

  /** The metrics of a cluster with the resources of this run, in the order of tables. */
  static List<Metric> of(RunSummary summary) {
    boolean arrivalOnly = KeyFigures.arrivalOnly(summary);
    List<Metric> metrics = new ArrayList<>();
    for (RunSummary.ResourceFigures figures : summary.resources()) {
      if (!figures.resource().equals("pods")) {
        metrics.add(allocationEnd(figures.resource(), arrivalOnly));
        if (!arrivalOnly) {
          allocationOverTime(metrics, figures.resource());
        }
      }
    }
    for (RunSummary.Fragmentation fragmentation : summary.fragmentation()) {
      String resource = fragmentation.resource();
      metrics.add(
          arrivalOnly
              ? ratio(
                  key(resource) + "_fragmentation_end_ratio",
                  resource + " fragmented",
                  Better.LOWER,
                  run -> fragmentation(run, resource).endCapacityRatio())
              : ratio(
                  key(resource) + "_fragmentation_mean_ratio",
                  resource + " fragmented, mean",
                  Better.LOWER,
                  run -> fragmentation(run, resource).meanCapacityRatio()));
    }
    metrics.add(
        ratio(
            "packing_efficiency_ratio",
            "packing efficiency",
            Better.HIGHER,
            KeyFigures::packingEfficiency));
    if (!arrivalOnly) {
      metrics.add(
          count(
              "nodes_in_use_mean_count",
              "nodes, mean",
              Better.LOWER,
              run -> run.nodes().inUseMean()));
    }
    metrics.add(
        count("nodes_in_use_peak_count", "nodes, peak", Better.LOWER, r -> r.nodes().inUsePeak()));
    metrics.add(
        count(
            "pods_scheduled_count",
            "pods scheduled",
            Better.HIGHER,
            run -> (double) run.waitSeconds().count()));
    metrics.add(
        count(
            "pods_pending_count",
            "pods pending",
            Better.LOWER,
            run -> (double) run.accounts().podsPending()));
    metrics.add(
        count(
            "pods_never_fitting_count",
            "pods never fitting",
            Better.NEITHER,
            run -> (double) run.accounts().podsNeverFitting()));
    metrics.add(
        count(
            "pods_preempted_count",
            "pods preempted",
            Better.LOWER,
            run -> (double) run.scheduling().preempted()));
    if (!arrivalOnly) {
      metrics.add(seconds("wait_p50_seconds", "wait, median", run -> run.waitSeconds().p50()));
      metrics.add(seconds("wait_p99_seconds", "wait, 99 %", run -> run.waitSeconds().p99()));
      metrics.add(seconds("makespan_seconds", "makespan", RunSummary::makespanSeconds));
    }
    if (summary.failover() != null) {
      metrics.addAll(FailoverMetric.all());
    }
    return List.copyOf(metrics);
  }

  /** In timed runs the end is but one moment: less may be allocated since more is done. */
  private static Metric allocationEnd(String resource, boolean arrivalOnly) {
    return ratio(
        allocationKey(resource, "end"),
        resource + " allocated, end",
        arrivalOnly ? Better.HIGHER : Better.NEITHER,
        run -> figures(run, resource).allocationEndRatio());
  }

  private static void allocationOverTime(List<Metric> metrics, String resource) {
    metrics.add(
        ratio(
            allocationKey(resource, "peak"),
            resource + " allocated, peak",
            Better.NEITHER,
            run -> figures(run, resource).allocationPeakRatio()));
    metrics.add(
        ratio(
            allocationKey(resource, "mean"),
            resource + " allocated, mean",
            Better.HIGHER,
            run -> figures(run, resource).allocationMeanRatio()));
  }

  private static RunSummary.ResourceFigures figures(RunSummary run, String resource) {
    return run.resources().stream()
        .filter(figures -> figures.resource().equals(resource))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("compared runs differ in resource " + resource));
  }

  private static RunSummary.Fragmentation fragmentation(RunSummary run, String resource) {
    return KeyFigures.fragmentation(run, resource)
        .orElseThrow(
            () -> new IllegalArgumentException("compared runs differ in resource " + resource));
  }

  private static Metric ratio(
      String key, String title, Better better, ToDoubleFunction<RunSummary> value) {
    return new Metric(key, title, better, value, Humanize::percent);
  }

  private static Metric count(
      String key, String title, Better better, ToDoubleFunction<RunSummary> value) {
    return new Metric(key, title, better, value, Humanize::count);
  }

  private static Metric seconds(String key, String title, ToDoubleFunction<RunSummary> value) {
    return new Metric(key, title, Better.LOWER, value, Humanize::duration);
  }

  static String allocationKey(String resource, String when) {
    return key(resource) + "_allocation_" + when + "_ratio";
  }

  static String key(String resource) {
    return resource.replaceAll("[^A-Za-z0-9]", "_");
  }
}
