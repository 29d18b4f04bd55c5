package io.towtank.reports.comparison;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.towtank.record.RunSummary;
import io.towtank.reports.KeyFigures;
import io.towtank.reports.chart.Chart;
import io.towtank.reports.chart.Charts;
import io.towtank.reports.chart.ComparisonCharts;
import io.towtank.reports.file.Csv;
import io.towtank.reports.file.Json;
import io.towtank.reports.file.OutputDirectory;
import io.towtank.reports.format.Numbers;
import io.towtank.reports.run.RunWriter;
import io.towtank.reports.series.Series;
import io.towtank.text.InputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a comparison into a directory: {@code comparison.csv}, {@code comparison.md}, {@code
 * comparison.json}, charts, {@code report.html}, and the files of each run below {@code runs/}.
 * They appear at the {@link #commit}, and never if there is none.
 */
public final class ComparisonWriter implements Closeable {
  private static final String MARKER = "comparison.json";
  private static final List<String> MARKER_KEYS = List.of("policies", "metrics", "runs");

  private final OutputDirectory directory;
  private final Map<String, String> folders = new TreeMap<>();

  private ComparisonWriter(OutputDirectory directory) {
    this.directory = directory;
  }

  /**
   * Begins to write.
   *
   * @param path new, empty, or with nothing in it but the files of an earlier comparison
   * @param overwrite whether it may hold other things
   * @throws InputException if the directory can't be written to, or holds what is not ours
   */
  public static ComparisonWriter open(Path path, boolean overwrite) {
    return new ComparisonWriter(OutputDirectory.open(path, MARKER, MARKER_KEYS, overwrite));
  }

  /**
   * Where one run's files go; to be committed before the comparison is. Safe to call from several
   * threads.
   */
  public synchronized RunWriter run(String policy, long seed, RunWriter.Options options) {
    String plain = policy.replaceAll("[^A-Za-z0-9_-]", "_");
    String folder = plain;
    for (int i = 2; !folders.computeIfAbsent(folder, f -> policy).equals(policy); i++) {
      folder = plain + "-" + i;
    }
    return RunWriter.open(directory.file("runs/" + folder + "/seed-" + seed), options);
  }

  /** One more text file for the directory, e.g. {@code timing.json}; before the commit. */
  public void addFile(String name, String text) {
    directory.write(name, text);
  }

  /**
   * Writes the comparison and puts all files in place.
   *
   * @return the directory
   */
  public Path commit(Comparison comparison) {
    try {
      csv(comparison);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    directory.write("comparison.md", Markdown.of(comparison));
    directory.write(MARKER, json(comparison));
    List<Chart> charts = charts(comparison);
    for (Chart chart : charts) {
      Charts.writeAll(directory, "", chart);
    }
    directory.write("report.html", ComparisonPage.of(comparison, charts));
    directory.commit();
    return directory.directory();
  }

  /** Takes everything away again unless it was committed. */
  @Override
  public void close() {
    directory.close();
  }

  private void csv(Comparison comparison) throws IOException {
    try (CsvWriter csv = Csv.to(directory.writer("comparison.csv"))) {
      List<String> head = new ArrayList<>(List.of("policy", "seed"));
      comparison.metrics().forEach(metric -> head.add(metric.key()));
      csv.writeRecord(head);
      for (ComparedRun run : comparison.runs()) {
        List<String> cells = new ArrayList<>();
        cells.add(run.policy());
        cells.add(Long.toString(run.seed()));
        for (Metric metric : comparison.metrics()) {
          cells.add(Numbers.plain(metric.value().applyAsDouble(run.summary())));
        }
        csv.writeRecord(cells);
      }
    }
  }

  /** The shape of {@code comparison.json}. */
  record Document(
      List<String> policies, Map<String, Map<String, Figures>> metrics, List<Run> runs) {
    record Figures(
        double mean,
        double confidence95HalfWidth,
        int seeds,
        double differenceMean,
        double differenceConfidence95HalfWidth) {}

    record Run(String policy, long seed, RunSummary summary) {}
  }

  /** The text of {@code comparison.json}. */
  public static String json(Comparison comparison) {
    return Json.pretty(document(comparison));
  }

  private static Document document(Comparison comparison) {
    Map<String, Map<String, Document.Figures>> metrics = new LinkedHashMap<>();
    for (Metric metric : comparison.metrics()) {
      Map<String, Document.Figures> byPolicy = new LinkedHashMap<>();
      for (String policy : comparison.policies()) {
        var mean = comparison.mean(metric, policy);
        var difference = comparison.difference(metric, policy);
        byPolicy.put(
            policy,
            new Document.Figures(
                mean.mean(),
                mean.halfWidth(),
                mean.count(),
                difference.mean(),
                difference.halfWidth()));
      }
      metrics.put(metric.key(), byPolicy);
    }
    return new Document(
        comparison.policies(),
        metrics,
        comparison.runs().stream()
            .map(run -> new Document.Run(run.policy(), run.seed(), run.summary()))
            .toList());
  }

  private static List<Chart> charts(Comparison comparison) {
    List<ComparisonCharts.Bar> bars = new ArrayList<>();
    RunSummary summary = comparison.runs().get(0).summary();
    boolean arrivalOnly = KeyFigures.arrivalOnly(summary);
    for (RunSummary.ResourceFigures figures : summary.resources()) {
      String key = Metric.allocationKey(figures.resource(), arrivalOnly ? "end" : "mean");
      for (Metric metric : comparison.metrics()) {
        if (metric.key().equals(key)) {
          for (String policy : comparison.policies()) {
            bars.add(
                new ComparisonCharts.Bar(
                    policy, figures.resource(), comparison.mean(metric, policy)));
          }
        }
      }
    }
    List<ComparisonCharts.Course> courses = new ArrayList<>();
    for (ComparedRun run : comparison.runs()) {
      Series series = run.series();
      if (series != null) {
        courses.add(new ComparisonCharts.Course(run.policy(), run.summary(), series));
      }
    }
    List<Chart> charts = new ArrayList<>();
    if (!bars.isEmpty()) {
      charts.add(
          ComparisonCharts.allocation(arrivalOnly ? "at the end" : "time-weighted mean", bars));
    }
    charts.addAll(ComparisonCharts.curves(courses));
    return charts;
  }
}
