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
              "summary.json",
              "timeseries.csv",
              "timing.json",
              "wait.png",
              "wait.svg"));

  private OutputFiles() {}
}
