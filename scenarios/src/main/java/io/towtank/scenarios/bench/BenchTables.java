package io.towtank.scenarios.bench;

import io.towtank.reports.format.Humanize;
import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import io.towtank.reports.table.Table.Column;
import io.towtank.scenarios.bench.BenchReport.Decisions;
import io.towtank.scenarios.bench.PublishedRates.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** A {@link BenchReport} as people read it. */
public final class BenchTables {
  private static final String ABSENT = "-";

  private final BenchReport report;
  private final List<Integer> nodes;
  private final List<String> workloads;
  private final List<String> engines;

  private BenchTables(BenchReport report) {
    this.report = report;
    nodes = distinct(Decisions::nodes);
    workloads = distinct(Decisions::workload);
    engines = distinct(Decisions::engine);
  }

  private <T> List<T> distinct(Function<Decisions, T> part) {
    return report.decisions().stream().map(part).distinct().toList();
  }

  /** The report as it is printed. */
  public static Document of(BenchReport report) {
    Document document = new Document();
    if (!report.decisions().isEmpty()) {
      BenchTables tables = new BenchTables(report);
      document
          .line(
              "Decisions per second of "
                  + clock(report)
                  + ": median of the batches and half of their interquartile range"
                  + (tables.engines.size() > 1 ? "; times " + tables.engines.get(0) : ""))
          .table(tables.rates())
          .line("* " + report.publishedNote())
          .gap()
          .line("Checksums of the first decisions (how many); equal for engines that decide alike")
          .table(tables.checksums());
      tables.disagreements().forEach(document::line);
    }
    if (!report.events().isEmpty()) {
      if (!report.decisions().isEmpty()) {
        document.gap();
      }
      document.line("Hold model, " + clock(report) + " of an event").table(events(report));
    }
    return document;
  }

  private static String clock(BenchReport report) {
    return report.clock().equals(BenchClock.CPU.label()) ? "processor time" : "wall clock";
  }

  private Table table() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words("pods"));
    columns.add(Column.words("engine"));
    nodes.forEach(count -> columns.add(Column.numbers(Humanize.count(count) + " nodes")));
    return new Table(columns);
  }

  private Table rates() {
    Table table = table();
    for (String workload : workloads) {
      String title = BenchWorkload.named(workload).title();
      for (String engine : engines) {
        table.row(row(title, engine, count -> rate(find(workload, engine, count))));
        title = "";
      }
      if (nodes.stream().anyMatch(count -> !published(workload, count).isEmpty())) {
        published(table, workload, "kube-scheduler*", Published::allNodes);
        published(table, workload, "* sampling nodes", Published::adaptive);
      }
    }
    return table;
  }

  private void published(
      Table table, String workload, String engine, ToDoubleFunction<Published> figure) {
    table.row(
        row(
            "",
            engine,
            count ->
                published(workload, count).stream()
                    .map(rate -> Humanize.count(figure.applyAsDouble(rate)))
                    .findFirst()
                    .orElse(ABSENT)));
  }

  private Table checksums() {
    Table table = table();
    for (String workload : workloads) {
      String title = BenchWorkload.named(workload).title();
      for (String engine : engines) {
        table.row(row(title, engine, count -> checksum(find(workload, engine, count))));
        title = "";
      }
    }
    return table;
  }

  private List<String> row(String title, String engine, Function<Integer, String> cell) {
    List<String> cells = new ArrayList<>(List.of(title, engine));
    nodes.forEach(count -> cells.add(cell.apply(count)));
    return cells;
  }

  private Decisions find(String workload, String engine, int count) {
    return report.decisions().stream()
        .filter(row -> row.workload().equals(workload))
        .filter(row -> row.engine().equals(engine) && row.nodes() == count)
        .findFirst()
        .orElseThrow();
  }

  private List<Published> published(String workload, int count) {
    return report.published().stream()
        .filter(rate -> rate.workload().equals(workload) && rate.nodes() == count)
        .toList();
  }

  private String rate(Decisions row) {
    BatchTimer.Rate rate = row.perSecond();
    double spread = (rate.upperQuartile() - rate.lowerQuartile()) / 2 / rate.median();
    String text = threeDigits(rate.median()) + " ±" + Math.round(100 * spread) + "%";
    return row.engine().equals(engines.get(0))
        ? text
        : text + ", x" + Humanize.significant(row.ratio());
  }

  private static String checksum(Decisions row) {
    return row.checksum() + " (" + Humanize.count(row.checkedDecisions()) + ")";
  }

  private List<String> disagreements() {
    return report.decisions().stream()
        .filter(row -> !row.sameAsFirst())
        .map(
            row ->
                row.engine()
                    + " does NOT decide as "
                    + engines.get(0)
                    + " does: "
                    + BenchWorkload.named(row.workload()).title()
                    + ", "
                    + Humanize.count(row.nodes())
                    + " nodes")
        .toList();
  }

  private static Table events(BenchReport report) {
    Table table =
        new Table(
            List.of(
                Column.numbers("pending events"),
                Column.numbers("event queue"),
                Column.numbers("java.util.PriorityQueue"),
                Column.numbers("times as fast")));
    for (HoldBench.Events row : report.events()) {
      table.row(
          Humanize.count(row.pending()),
          threeDigits(row.eventQueueNanos()) + " ns",
          threeDigits(row.priorityQueueNanos()) + " ns",
          Humanize.significant(row.ratio()));
    }
    return table;
  }

  /** More would be noise. */
  private static String threeDigits(double value) {
    double unit = 1;
    while (value / unit >= 1000) {
      unit *= 10;
    }
    return Humanize.significant(unit == 1 ? value : StrictMath.rint(value / unit) * unit);
  }
}
