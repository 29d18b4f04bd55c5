package io.towtank.scenarios.bench;

import io.towtank.reports.format.Humanize;
import io.towtank.reports.table.TextTable;
import io.towtank.reports.table.TextTable.Column;
import io.towtank.scenarios.bench.BenchReport.Decisions;
import io.towtank.scenarios.bench.PublishedRates.Published;
import java.util.List;

/** A {@link BenchReport} as people read it. */
public final class BenchTables {
  private BenchTables() {}

  /** In lines of at most that many characters. */
  public static String of(BenchReport report, int width) {
    StringBuilder text = new StringBuilder();
    if (!report.decisions().isEmpty()) {
      text.append(decisions(report).render(width));
      if (report.decisions().stream().anyMatch(row -> row.publishedRatio() != null)) {
        text.append('\n').append(published(report).render(width));
        text.append("(").append(report.publishedNote()).append(")\n");
      }
    }
    if (!report.events().isEmpty()) {
      text.append(text.isEmpty() ? "" : "\n").append(events(report).render(width));
    }
    return text.toString();
  }

  private static TextTable decisions(BenchReport report) {
    List<Decisions> rows = report.decisions();
    String first = rows.get(0).engine();
    TextTable table =
        new TextTable(
            List.of(
                Column.words("pods"),
                Column.numbers("nodes"),
                Column.words("engine"),
                Column.numbers("decisions/s"),
                Column.numbers("middle half"),
                Column.numbers("times " + first),
                Column.numbers("refused"),
                Column.words("checksum (of decisions)")));
    for (Decisions row : rows) {
      table.row(
          BenchWorkload.named(row.workload()).title(),
          Humanize.count(row.nodes()),
          row.engine(),
          significant(row.perSecond().median()),
          significant(row.perSecond().lowerQuartile())
              + "-"
              + significant(row.perSecond().upperQuartile()),
          Humanize.significant(row.ratio()),
          Humanize.count(row.refused()),
          row.checksum()
              + " ("
              + Humanize.count(row.checkedDecisions())
              + ")"
              + (row.sameAsFirst() ? "" : " DIFFERS from " + first));
    }
    return table;
  }

  private static TextTable published(BenchReport report) {
    TextTable table =
        new TextTable(
            List.of(
                Column.words("pods"),
                Column.numbers("nodes"),
                Column.numbers("kube-scheduler, all nodes/s"),
                Column.numbers("adaptive/s"),
                Column.words("engine"),
                Column.numbers("times kube-scheduler, all nodes")));
    for (Decisions row : report.decisions()) {
      Double ratio = row.publishedRatio();
      if (ratio == null) {
        continue;
      }
      for (Published published : report.published()) {
        if (published.workload().equals(row.workload()) && published.nodes() == row.nodes()) {
          table.row(
              BenchWorkload.named(row.workload()).title(),
              Humanize.count(row.nodes()),
              Humanize.count(published.allNodes()),
              Humanize.count(published.adaptive()),
              row.engine(),
              Humanize.significant(ratio));
        }
      }
    }
    return table;
  }

  private static TextTable events(BenchReport report) {
    TextTable table =
        new TextTable(
            List.of(
                Column.numbers("pending events"),
                Column.numbers("event queue, ns/event"),
                Column.numbers("java.util.PriorityQueue, ns/event"),
                Column.numbers("times as fast")));
    for (HoldBench.Events row : report.events()) {
      table.row(
          Humanize.count(row.pending()),
          Humanize.significant(row.eventQueueNanos()),
          Humanize.significant(row.priorityQueueNanos()),
          Humanize.significant(row.ratio()));
    }
    return table;
  }

  /** Three digits: more would be noise. */
  private static String significant(double value) {
    double unit = 1;
    while (value / unit >= 1000) {
      unit *= 10;
    }
    return Humanize.significant(unit == 1 ? value : StrictMath.rint(value / unit) * unit);
  }
}
