package io.towtank.reports.file;

import java.util.List;
import java.util.TreeSet;

/** Names of all that a run, a comparison or a reproduction may write into its directory. */
final class OutputFiles {
  /** Files and directories that a later output may replace. */
  static final TreeSet<String> NAMES =
      new TreeSet<>(
          List.of(
              "allocation.png",
              "allocation.svg",
              "quantiles-pods-per-job.png",
              "quantiles-pods-per-job.svg",
              "quantiles-devices.png",
              "quantiles-devices.svg",
              "quantiles-memory.png",
              "quantiles-memory.svg",
              "quantiles-cpu.png",
              "quantiles-cpu.svg",
              "quantiles-duration.png",
              "quantiles-duration.svg",
              "quantiles-inter-arrival.png",
              "quantiles-inter-arrival.svg",
              "distribution-pods-per-job.png",
              "distribution-pods-per-job.svg",
              "distribution-devices.png",
              "distribution-devices.svg",
              "distribution-memory.png",
              "distribution-memory.svg",
              "distribution-cpu.png",
              "distribution-cpu.svg",
              "distribution-duration.png",
              "distribution-duration.svg",
              "distribution-inter-arrival.png",
              "distribution-inter-arrival.svg",
              "concurrency-cpu.png",
              "concurrency-cpu.svg",
              "concurrency.png",
              "concurrency.svg",
              "arrivals.png",
              "arrivals.svg",
              "comparison-allocation.png",
              "comparison-allocation.svg",
              "comparison-curves.png",
              "comparison-curves.svg",
              "comparison.csv",
              "comparison.json",
              "comparison.md",
              "decisions.jsonl",
              "events.jsonl",
              "figures",
              "fragmentation.png",
              "fragmentation.svg",
              "heatmap.png",
              "heatmap.svg",
              "nodes.csv",
              "nodes.png",
              "nodes.svg",
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
              "wait.png",
              "wait.svg"));

  private OutputFiles() {}
}
