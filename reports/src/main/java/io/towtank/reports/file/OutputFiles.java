package io.towtank.reports.file;

import java.util.List;
import java.util.TreeSet;

/** Names of all that a run, a comparison or a reproduction may write into its directory. */
final class OutputFiles {
  private static final List<String> CHARTS =
      List.of(
          "allocation",
          "arrivals",
          "comparison-allocation",
          "comparison-curves",
          "comparison-curves-detail",
          "concurrency",
          "concurrency-cpu",
          "distribution-cpu",
          "distribution-devices",
          "distribution-duration",
          "distribution-inter-arrival",
          "distribution-memory",
          "distribution-pods-per-job",
          "failover",
          "fragmentation",
          "heatmap",
          "nodes",
          "quantiles-cpu",
          "quantiles-devices",
          "quantiles-duration",
          "quantiles-inter-arrival",
          "quantiles-memory",
          "quantiles-pods-per-job",
          "wait");

  private static final List<String> CHART_ENDINGS = List.of(".svg", ".png", ".pdf", "-column.pdf");

  /** Files and directories that a later output may replace. */
  static final TreeSet<String> NAMES =
      new TreeSet<>(
          List.of(
              "comparison.csv",
              "comparison.json",
              "comparison.md",
              "decisions.jsonl",
              "events.jsonl",
              "faults.csv",
              "figures",
              "nodes.csv",
              "pods.csv",
              "report.html",
              "reproduction.csv",
              "reproduction.json",
              "reproduction.md",
              "runs",
              "scenario.yaml",
              "statistics.json",
              "summary.json",
              "timeseries.csv",
              "timing.json",
              "workloads.csv"));

  static {
    for (String chart : CHARTS) {
      CHART_ENDINGS.forEach(ending -> NAMES.add(chart + ending));
    }
  }

  private OutputFiles() {}
}
