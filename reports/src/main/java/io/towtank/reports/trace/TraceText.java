package io.towtank.reports.trace;

import io.towtank.record.TraceComparison;
import io.towtank.record.TraceStatistics;
import io.towtank.reports.format.Humanize;
import io.towtank.reports.format.Numbers;
import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The figures of a workload as tables of text. */
public final class TraceText {
  private static final int ROWS_MAX = 10;
  private static final double PROBABILITY_MIN = 1e-4;

  private TraceText() {}

  /** One workload. */
  public static Document of(TraceStatistics trace) {
    Document document =
        Document.of(trace.trace())
            .gap()
            .table(counts(List.of(trace)))
            .gap()
            .table(measures(List.of(trace)));
    if (trace.priorities().size() > 1) {
      document.gap().table(priorities(trace));
    }
    document.gap().table(shapes(trace));
    rows(trace, document);
    return document;
  }

  /** Two workloads side by side. */
  public static Document of(TraceComparison comparison) {
    List<TraceStatistics> both = List.of(comparison.first(), comparison.second());
    return Document.of(comparison.first().trace() + " beside " + comparison.second().trace())
        .gap()
        .table(counts(both))
        .gap()
        .table(measures(both))
        .gap()
        .table(tests(comparison.tests()));
  }

  private static Table counts(List<TraceStatistics> traces) {
    Table table =
        new Table(
            List.of(
                Table.Column.words("workload"),
                Table.Column.numbers("pods"),
                Table.Column.numbers("never end"),
                Table.Column.numbers("jobs"),
                Table.Column.numbers("first arrival"),
                Table.Column.numbers("last arrival"),
                Table.Column.numbers("pods at once"),
                Table.Column.numbers("cores at once")));
    for (TraceStatistics trace : traces) {
      table.row(
          trace.trace(),
          Humanize.count(trace.pods()),
          Humanize.count(trace.podsNeverEnding()),
          Humanize.count(trace.jobs()),
          Humanize.duration(trace.firstArrivalSeconds()),
          Humanize.duration(trace.lastArrivalSeconds()),
          Humanize.count(
              trace.course().concurrentPods().stream().mapToLong(Long::longValue).max().orElse(0)),
          Humanize.significant(
              trace.course().concurrentCpuCores().stream()
                  .mapToDouble(Double::doubleValue)
                  .max()
                  .orElse(0)));
    }
    return table;
  }

  private static Table measures(List<TraceStatistics> traces) {
    Table table =
        new Table(
            List.of(
                Table.Column.words("distribution"),
                Table.Column.numbers("mean"),
                Table.Column.numbers("cv"),
                Table.Column.numbers("min"),
                Table.Column.numbers("25 %"),
                Table.Column.numbers("50 %"),
                Table.Column.numbers("75 %"),
                Table.Column.numbers("90 %"),
                Table.Column.numbers("99 %"),
                Table.Column.numbers("max")));
    for (TraceStatistics.Measure first : traces.get(0).measures()) {
      for (int i = 0; i < traces.size(); i++) {
        for (TraceStatistics.Measure measure : traces.get(i).measures()) {
          if (measure.name().equals(first.name())) {
            row(table, measure, i == 0);
          }
        }
      }
    }
    return table;
  }

  private static void row(Table table, TraceStatistics.Measure measure, boolean named) {
    List<String> cells = new ArrayList<>();
    cells.add(named ? label(measure) : "");
    cells.add(value(measure.mean(), measure));
    cells.add(Humanize.significant(measure.cv()));
    for (int percent : new int[] {0, 25, 50, 75, 90, 99, 100}) {
      cells.add(value(measure.percentile(percent), measure));
    }
    table.row(cells);
  }

  private static String label(TraceStatistics.Measure measure) {
    return measure.unit().equals("s") || measure.name().startsWith(measure.unit())
        ? measure.name()
        : measure.name() + " (" + measure.unit() + ")";
  }

  private static String value(double value, TraceStatistics.Measure measure) {
    return measure.unit().equals("s") ? Humanize.duration(value) : Humanize.significant(value);
  }

  private static Table priorities(TraceStatistics trace) {
    Table table =
        new Table(
            List.of(
                Table.Column.numbers("priority"),
                Table.Column.numbers("pods"),
                Table.Column.numbers("part")));
    int left = ROWS_MAX;
    for (Map.Entry<Integer, Long> entry : trace.priorities().entrySet()) {
      if (left-- == 0) {
        table.row("…", "", "");
        break;
      }
      table.row(
          String.valueOf(entry.getKey()),
          Humanize.count(entry.getValue()),
          Humanize.percent((double) entry.getValue() / trace.pods()));
    }
    return table;
  }

  private static Table shapes(TraceStatistics trace) {
    Table table =
        new Table(
            List.of(
                Table.Column.words(
                    "shape ("
                        + Humanize.count(trace.shapesDistinct())
                        + (trace.shapesComplete() ? "" : " and more")
                        + " different)"),
                Table.Column.numbers("pods"),
                Table.Column.numbers("part")));
    trace.shapes().stream()
        .limit(ROWS_MAX)
        .forEach(
            shape ->
                table.row(
                    shape.requests(),
                    Humanize.count(shape.pods()),
                    Humanize.percent((double) shape.pods() / trace.pods())));
    return table;
  }

  private static void rows(TraceStatistics trace, Document document) {
    TraceStatistics.Rows rows = trace.rows();
    if (rows.read() == 0) {
      return;
    }
    document
        .gap()
        .line(
            "rows read "
                + Humanize.count(rows.read())
                + ", used "
                + Humanize.count(rows.used())
                + ", dropped "
                + Humanize.count(rows.read() - rows.used()));
    rows.dropped().forEach((why, n) -> reason(document, "dropped", why, n));
    rows.repaired().forEach((why, n) -> reason(document, "repaired", why, n));
  }

  private static void reason(Document document, String what, String why, long rows) {
    document.line("  " + what + " " + Humanize.count(rows) + ": " + why);
  }

  /** Tests, with their verdict. */
  public static Table tests(List<TraceComparison.KolmogorovSmirnov> tests) {
    Table table =
        new Table(
            List.of(
                Table.Column.words("Kolmogorov-Smirnov test"),
                Table.Column.numbers("distance"),
                Table.Column.numbers("p"),
                Table.Column.words("at 5 %")));
    for (TraceComparison.KolmogorovSmirnov test : tests) {
      table.row(
          test.measure(),
          Numbers.fixed(test.distance(), 4),
          probability(test.probability()),
          test.passes() ? "passes" : "fails");
    }
    return table;
  }

  /** A probability with four decimals; below them only that it is. */
  public static String probability(double probability) {
    return probability < PROBABILITY_MIN ? "< 0.0001" : Numbers.fixed(probability, 4);
  }
}
