package io.towtank.reports.reproduction;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.towtank.reports.chart.Chart;
import io.towtank.reports.chart.Charts;
import io.towtank.reports.chart.DemandCharts;
import io.towtank.reports.file.Csv;
import io.towtank.reports.file.Json;
import io.towtank.reports.file.OutputDirectory;
import io.towtank.reports.format.Numbers;
import io.towtank.reports.series.DemandCurve;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes a reproduction into a directory: {@code reproduction.md}, {@code reproduction.csv} with a
 * row for each run, {@code reproduction.json}, and the charts of each list below {@code figures/}.
 * They appear all at once.
 */
public final class ReproductionWriter {
  private static final String MARKER = "reproduction.json";
  private static final List<String> MARKER_KEYS = List.of("title", "percentRequested", "lists");

  private ReproductionWriter() {}

  /**
   * Makes sure that results can go to a directory.
   *
   * @param path new, empty, or with nothing in it but the files of an earlier reproduction
   * @param overwrite whether it may hold other things
   * @throws io.towtank.text.InputException if the directory can't be written to, or holds what is
   *     not ours
   */
  public static void check(Path path, boolean overwrite) {
    OutputDirectory.open(path, MARKER, MARKER_KEYS, overwrite).close();
  }

  /** Writes everything. */
  public static void write(Path path, boolean overwrite, Reproduction reproduction) {
    try (OutputDirectory directory = OutputDirectory.open(path, MARKER, MARKER_KEYS, overwrite)) {
      directory.write("reproduction.md", reproduction.markdown());
      csv(directory, reproduction);
      directory.write(MARKER, json(reproduction));
      for (ReproducedList list : reproduction.lists()) {
        for (Chart chart : charts(list)) {
          Charts.writeAll(directory, "figures/", chart);
        }
      }
      directory.commit();
    }
  }

  /** The figures as JSON. */
  public static String json(Reproduction reproduction) {
    return Json.pretty(document(reproduction));
  }

  private static void csv(OutputDirectory directory, Reproduction reproduction) {
    int x = reproduction.percentRequested();
    try (CsvWriter csv = Csv.to(directory.writer("reproduction.csv"))) {
      csv.writeRecord(
          "list",
          "policy",
          "compared",
          "source",
          "seed",
          "allocated_percent",
          "fragmented_percent");
      for (ReproducedList list : reproduction.lists()) {
        for (ReproducedPolicy policy : list.policies()) {
          String compared = policy.exact() ? "cell" : "mean";
          for (SeededRun run : policy.ours()) {
            csv.writeRecord(cells(list.name(), policy.policy(), compared, "ours", run, x));
          }
          for (SeededRun run : policy.published()) {
            csv.writeRecord(cells(list.name(), policy.policy(), compared, "published", run, x));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(
      String list, String policy, String compared, String source, SeededRun run, int x) {
    return List.of(
        list,
        policy,
        compared,
        source,
        Long.toString(run.seed()),
        value(run.allocation(), x),
        value(run.fragmentation(), x));
  }

  private static String value(DemandCurve curve, int x) {
    return curve.hasValueAt(x) ? Numbers.fixed(curve.percentAt(x), 2) : "";
  }

  /** The shape of {@code reproduction.json}. */
  record Document(
      String title,
      int percentRequested,
      boolean exact,
      List<String> conclusions,
      List<String> differences,
      List<DocumentList> lists) {}

  /** One list of it. */
  record DocumentList(
      String name,
      boolean publishedOrders,
      boolean publishedRanking,
      List<DocumentPolicy> policies) {}

  /** One policy of a list. */
  record DocumentPolicy(
      String policy,
      String compared,
      boolean agrees,
      double tolerancePoints,
      int runs,
      double allocationPercent,
      double publishedAllocationPercent,
      double differencePoints,
      double standardDeviationPoints,
      double publishedStandardDeviationPoints,
      int cellsCompared,
      int cellsEqual,
      int pointsCompared,
      int pointsEqual) {}

  private static Document document(Reproduction reproduction) {
    int x = reproduction.percentRequested();
    List<DocumentList> lists = new ArrayList<>();
    for (ReproducedList list : reproduction.lists()) {
      List<DocumentPolicy> policies = new ArrayList<>();
      list.policies().forEach(policy -> policies.add(document(policy, x)));
      lists.add(new DocumentList(list.name(), list.exact(), list.hasPublishedRanking(x), policies));
    }
    return new Document(
        reproduction.title(),
        x,
        reproduction.isExact(),
        reproduction.conclusions(),
        reproduction.differences(),
        lists);
  }

  private static DocumentPolicy document(ReproducedPolicy policy, int x) {
    ReproducedPolicy.Figures ours = policy.ourFigures(x);
    ReproducedPolicy.Figures published = policy.publishedFigures(x);
    return new DocumentPolicy(
        policy.policy(),
        policy.exact() ? "cell" : "mean",
        policy.agrees(x),
        policy.exact() ? 0 : policy.tolerancePoints(),
        ours.runs(),
        ours.mean(),
        published.mean(),
        ours.mean() - published.mean(),
        ours.standardDeviation(),
        published.standardDeviation(),
        policy.exact() ? policy.cellsCompared(x) : 0,
        policy.exact() ? policy.cellsEqual(x) : 0,
        policy.exact() ? policy.pointsCompared() : 0,
        policy.exact() ? policy.pointsEqual() : 0);
  }

  private static List<Chart> charts(ReproducedList list) {
    String file = list.name().replaceAll("[^A-Za-z0-9_-]", "_");
    List<DemandCharts.Line> allocation = lines(list, SeededRun::allocation);
    return List.of(
        DemandCharts.allocation("allocation-" + file, list.name(), allocation),
        DemandCharts.allocationDetail("allocation-detail-" + file, list.name(), allocation),
        DemandCharts.fragmentation(
            "fragmentation-" + file, list.name(), lines(list, SeededRun::fragmentation)));
  }

  private static List<DemandCharts.Line> lines(
      ReproducedList list, Function<SeededRun, DemandCurve> curveOf) {
    List<DemandCharts.Line> lines = new ArrayList<>();
    for (ReproducedPolicy policy : list.policies()) {
      lines.add(
          new DemandCharts.Line(
              policy.policy(),
              ReproducedPolicy.mean(policy.ours(), curveOf),
              ReproducedPolicy.mean(policy.published(), curveOf),
              policy.ours().stream().map(curveOf).toList()));
    }
    return lines;
  }
}
