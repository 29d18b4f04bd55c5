package io.towtank.reports.trace;

import io.towtank.record.TraceComparison;
import io.towtank.record.TraceStatistics;
import io.towtank.reports.format.Humanize;
import io.towtank.reports.format.Numbers;
import io.towtank.reports.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The figures of a workload as tables of text. */
public final class TraceText {
  private static final int ROWS_MAX = 10;
  private static final double PROBABILITY_MIN = 1e-4;

  private TraceText() {}

  /** One workload. */
  public static String of(TraceStatistics trace, int width) {
    StringBuilder text = new StringBuilder();
    text.append(trace.trace()).append("\n\n");
    text.append(counts(List.of(trace), width)).append('\n');
    text.append(measures(List.of(trace), width));
    if (trace.priorities().size() > 1) {
      text.append('\n').append(priorities(trace, width));
    }
    text.append('\n').append(shapes(trace, width));
    rows(trace, text);
    return text.toString();
  }

  /** Two workloads side by side. */
  public static String of(TraceComparison comparison, int width) {
    List<TraceStatistics> both = List.of(comparison.first(), comparison.second());
    StringBuilder text = new StringBuilder();
    text.append(comparison.first().trace())
        .append(" beside ")
        .append(comparison.second().trace())
        .append("\n\n");
    text.append(counts(both, width)).append('\n');
    text.append(measures(both, width)).append('\n');
    text.append(tests(comparison.tests(), width));
    return text.toString();
  }

  private static String counts(List<TraceStatistics> traces, int width) {
    TextTable table =
        new TextTable(
            List.of(
                TextTable.Column.words("workload"),
                TextTable.Column.numbers("pods"),
                TextTable.Column.numbers("never end"),
                TextTable.Column.numbers("jobs"),
                TextTable.Column.numbers("first arrival"),
                TextTable.Column.numbers("last arrival"),
                TextTable.Column.numbers("pods at once"),
                TextTable.Column.numbers("cores at once")));
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
    return table.render(width);
  }

  private static String measures(List<TraceStatistics> traces, int width) {
    TextTable table =
        new TextTable(
            List.of(
                TextTable.Column.words("distribution"),
                TextTable.Column.numbers("mean"),
                TextTable.Column.numbers("cv"),
                TextTable.Column.numbers("min"),
                TextTable.Column.numbers("25 %"),
                TextTable.Column.numbers("50 %"),
                TextTable.Column.numbers("75 %"),
                TextTable.Column.numbers("90 %"),
                TextTable.Column.numbers("99 %"),
                TextTable.Column.numbers("max")));
    for (TraceStatistics.Measure first : traces.get(0).measures()) {
      for (int i = 0; i < traces.size(); i++) {
        for (TraceStatistics.Measure measure : traces.get(i).measures()) {
          if (measure.name().equals(first.name())) {
            row(table, measure, i == 0);
          }
        }
      }
    }
    return table.render(width);
  }

  private static void row(TextTable table, TraceStatistics.Measure measure, boolean named) {
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

  private static String priorities(TraceStatistics trace, int width) {
    TextTable table =
        new TextTable(
            List.of(
                TextTable.Column.numbers("priority"),
                TextTable.Column.numbers("pods"),
                TextTable.Column.numbers("part")));
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
    return table.render(width);
  }

  private static String shapes(TraceStatistics trace, int width) {
    TextTable table =
        new TextTable(
            List.of(
                TextTable.Column.words(
                    "shape ("
                        + Humanize.count(trace.shapesDistinct())
                        + (trace.shapesComplete() ? "" : " and more")
                        + " different)"),
                TextTable.Column.numbers("pods"),
                TextTable.Column.numbers("part")));
    trace.shapes().stream()
        .limit(ROWS_MAX)
        .forEach(
            shape ->
                table.row(
                    shape.requests(),
                    Humanize.count(shape.pods()),
                    Humanize.percent((double) shape.pods() / trace.pods())));
    return table.render(width);
  }

  private static void rows(TraceStatistics trace, StringBuilder text) {
    TraceStatistics.Rows rows = trace.rows();
    if (rows.read() == 0) {
      return;
    }
    text.append("\nrows read ")
        .append(Humanize.count(rows.read()))
        .append(", used ")
        .append(Humanize.count(rows.used()))
        .append(", dropped ")
        .append(Humanize.count(rows.read() - rows.used()))
        .append('\n');
    rows.dropped().forEach((why, n) -> reason(text, "dropped", why, n));
    rows.repaired().forEach((why, n) -> reason(text, "repaired", why, n));
  }

  private static void reason(StringBuilder text, String what, String why, long rows) {
    text.append("  ").append(what).append(' ').append(Humanize.count(rows)).append(": ");
    text.append(why).append('\n');
  }

  /** Tests, with their verdict. */
  public static String tests(List<TraceComparison.KolmogorovSmirnov> tests, int width) {
    TextTable table =
        new TextTable(
            List.of(
                TextTable.Column.words("Kolmogorov-Smirnov test"),
                TextTable.Column.numbers("distance"),
                TextTable.Column.numbers("p"),
                TextTable.Column.words("at 5 %")));
    for (TraceComparison.KolmogorovSmirnov test : tests) {
      table.row(
          test.measure(),
          Numbers.fixed(test.distance(), 4),
          probability(test.probability()),
          test.passes() ? "passes" : "fails");
    }
    return table.render(width);
  }

  /** A probability with four decimals; below them only that it is. */
  public static String probability(double probability) {
    return probability < PROBABILITY_MIN ? "< 0.0001" : Numbers.fixed(probability, 4);
  }
}
