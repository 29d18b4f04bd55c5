package io.towtank.reports.run;

import static io.towtank.reports.format.Humanize.amount;
import static io.towtank.reports.format.Humanize.count;
import static io.towtank.reports.format.Humanize.duration;
import static io.towtank.reports.format.Humanize.percent;

import io.towtank.record.FailoverSummary;
import io.towtank.record.RunSummary;
import io.towtank.reports.KeyFigures;
import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import io.towtank.reports.table.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** One run on a terminal: the main figures, then where every pod went. */
public final class SummaryTable {
  private SummaryTable() {}

  /** The run, save for its course over time. */
  public static Document of(RunSummary summary) {
    Document document =
        Document.of(title(summary.provenance()))
            .gap()
            .table(figures(summary))
            .gap()
            .table(resources(summary))
            .gap()
            .table(accounts(summary));
    FailoverSummary failover = summary.failover();
    if (failover != null) {
      document.gap().add(FailoverTables.document(failover));
    }
    if (!summary.warnings().isEmpty()) {
      document.gap();
      summary.warnings().forEach(warning -> document.line("warning: " + warning));
    }
    return document;
  }

  private static String title(RunSummary.Provenance provenance) {
    return provenance.scenario()
        + ": "
        + provenance.policy()
        + ", seed "
        + provenance.seed()
        + ", "
        + provenance.replay();
  }

  private static Table figures(RunSummary summary) {
    boolean arrivalOnly = KeyFigures.arrivalOnly(summary);
    Table table = new Table(List.of(Column.words(""), Column.words("")));
    KeyFigures.scarcest(summary).ifPresent(scarcest -> scarcest(table, summary, scarcest));
    RunSummary.Packing packing = summary.packing();
    table.row(
        "packing efficiency",
        percent(KeyFigures.packingEfficiency(summary))
            + (arrivalOnly ? " (at least " : " on average (at the peak: ")
            + count(packing.lowerBoundNodes())
            + (arrivalOnly ? " nodes needed, " : " needed, ")
            + count(packing.nodesUsed())
            + " used)");
    RunSummary.Nodes nodes = summary.nodes();
    if (arrivalOnly) {
      table.row("nodes in use", count(nodes.inUseEnd()) + " of " + count(nodes.total()));
      table.row(
          "pods bound",
          count(summary.waitSeconds().count())
              + " of "
              + count(summary.accounts().podsSubmitted())
              + " that arrived");
      return table;
    }
    table.row(
        "nodes in use",
        count(nodes.inUsePeak())
            + " at the peak, "
            + count(nodes.inUseEnd())
            + " at the end, of "
            + count(nodes.total()));
    table.row(
        "wait to be bound",
        duration(summary.waitSeconds().p50())
            + " median, "
            + duration(summary.waitSeconds().p99())
            + " 99th percentile, "
            + duration(summary.waitSeconds().max())
            + " longest");
    if (summary.scheduling().preempted() > 0) {
      table.row(
          "preempted", count(summary.scheduling().preempted()) + " pods evicted to make room");
    }
    table.row("simulated time", duration(summary.simulatedSeconds()));
    return table;
  }

  private static void scarcest(
      Table table, RunSummary summary, RunSummary.ResourceFigures scarcest) {
    boolean arrivalOnly = KeyFigures.arrivalOnly(summary);
    if (arrivalOnly) {
      table.row(
          "allocated",
          percent(scarcest.allocationEndRatio())
              + " of "
              + scarcest.resource()
              + ", of which "
              + percent(KeyFigures.requestedRatio(scarcest))
              + " was requested");
    } else {
      table.row(
          "allocated",
          percent(scarcest.allocationMeanRatio())
              + " of "
              + scarcest.resource()
              + " on average, "
              + percent(scarcest.allocationPeakRatio())
              + " at the peak");
    }
    KeyFigures.fragmentation(summary, scarcest.resource())
        .ifPresent(
            fragmentation ->
                table.row(
                    "fragmented",
                    percent(
                            arrivalOnly
                                ? fragmentation.endCapacityRatio()
                                : fragmentation.meanCapacityRatio())
                        + " of "
                        + fragmentation.resource()
                        + (arrivalOnly ? "" : " on average")
                        + ", free but of no use"));
  }

  private static Table resources(RunSummary summary) {
    boolean arrivalOnly = KeyFigures.arrivalOnly(summary);
    List<String> heads =
        arrivalOnly
            ? List.of("allocatable", "requested", "", "allocated", "")
            : List.of("allocatable", "mean", "peak", "at end", "allocated at end");
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words("resource"));
    heads.forEach(head -> columns.add(Column.numbers(head)));
    Table table = new Table(columns);
    for (RunSummary.ResourceFigures figures : summary.resources()) {
      String allocatable = amount(figures.allocatable(), figures.unit());
      String allocated = amount(figures.allocatedEnd(), figures.unit());
      if (arrivalOnly) {
        table.row(
            figures.resource(),
            allocatable,
            amount(figures.arrivedEnd(), figures.unit()),
            percent(KeyFigures.requestedRatio(figures)),
            allocated,
            percent(figures.allocationEndRatio()));
      } else {
        table.row(
            figures.resource(),
            allocatable,
            percent(figures.allocationMeanRatio()),
            percent(figures.allocationPeakRatio()),
            percent(figures.allocationEndRatio()),
            allocated);
      }
    }
    return table;
  }

  private static Table accounts(RunSummary summary) {
    RunSummary.Accounts accounts = summary.accounts();
    boolean arrivalOnly = KeyFigures.arrivalOnly(summary);
    List<Column> columns = new ArrayList<>();
    List<String> row = new ArrayList<>();
    columns.add(Column.words("pods"));
    row.add("");
    add(columns, row, arrivalOnly ? "arrived" : "submitted", accounts.podsSubmitted());
    if (!arrivalOnly) {
      add(columns, row, "succeeded", accounts.podsSucceeded());
    }
    add(columns, row, "failed", accounts.podsFailed());
    add(columns, row, "running", accounts.podsRunning());
    add(columns, row, "pending", accounts.podsPending());
    add(columns, row, "never fitting", accounts.podsNeverFitting());
    return new Table(columns).row(row);
  }

  private static void add(List<Column> columns, List<String> row, String head, long pods) {
    columns.add(Column.numbers(head));
    row.add(count(pods));
  }
}
