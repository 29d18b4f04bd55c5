package io.towtank.reports.run;

import static io.towtank.reports.format.Humanize.amount;
import static io.towtank.reports.format.Humanize.count;
import static io.towtank.reports.format.Humanize.duration;
import static io.towtank.reports.format.Humanize.percent;

import io.towtank.record.RunSummary;
import io.towtank.reports.table.TextTable;
import io.towtank.reports.table.TextTable.Column;
import java.util.List;

/** One run on a terminal: the main figures, then where every pod went. */
public final class SummaryTable {
  private SummaryTable() {}

  /** In lines of at most that many characters. */
  public static String of(RunSummary summary, int width) {
    return title(summary)
        + "\n"
        + figures(summary).render(width)
        + "\n"
        + resources(summary).render(width)
        + "\n"
        + accounts(summary.accounts()).render(width);
  }

  private static String title(RunSummary summary) {
    RunSummary.Provenance provenance = summary.provenance();
    TextTable line = new TextTable(List.of(Column.words("")));
    line.row(
        provenance.scenario()
            + ": "
            + provenance.policy()
            + ", seed "
            + provenance.seed()
            + ", "
            + provenance.replay());
    return line.render(Integer.MAX_VALUE);
  }

  private static TextTable figures(RunSummary summary) {
    TextTable table = new TextTable(List.of(Column.words(""), Column.words("")));
    RunSummary.Packing packing = summary.packing();
    table.row(
        "packing efficiency",
        percent(packing.efficiencyRatio())
            + " (at least "
            + count(packing.lowerBoundNodes())
            + " nodes needed, "
            + count(packing.nodesUsed())
            + " used)");
    table.row(
        "nodes in use",
        count(summary.nodes().inUsePeak())
            + " at the peak, "
            + count(summary.nodes().inUseEnd())
            + " at the end, of "
            + count(summary.nodes().total()));
    table.row(
        "wait to be bound",
        duration(summary.waitSeconds().p50())
            + " median, "
            + duration(summary.waitSeconds().p99())
            + " 99th percentile");
    table.row("simulated time", duration(summary.simulatedSeconds()));
    return table;
  }

  private static TextTable resources(RunSummary summary) {
    TextTable table =
        new TextTable(
            List.of(
                Column.words("resource"),
                Column.numbers("allocatable"),
                Column.numbers("requested"),
                Column.numbers("allocated"),
                Column.numbers("at end"),
                Column.numbers("peak"),
                Column.numbers("mean")));
    for (RunSummary.ResourceFigures figures : summary.resources()) {
      table.row(
          figures.resource(),
          amount(figures.allocatable(), figures.unit()),
          amount(figures.arrivedEnd(), figures.unit()),
          amount(figures.allocatedEnd(), figures.unit()),
          percent(figures.allocationEndRatio()),
          percent(figures.allocationPeakRatio()),
          percent(figures.allocationMeanRatio()));
    }
    return table;
  }

  private static TextTable accounts(RunSummary.Accounts accounts) {
    TextTable table =
        new TextTable(
            List.of(
                Column.words("pods"),
                Column.numbers("submitted"),
                Column.numbers("succeeded"),
                Column.numbers("failed"),
                Column.numbers("running"),
                Column.numbers("pending"),
                Column.numbers("never fitting")));
    table.row(
        "",
        count(accounts.podsSubmitted()),
        count(accounts.podsSucceeded()),
        count(accounts.podsFailed()),
        count(accounts.podsRunning()),
        count(accounts.podsPending()),
        count(accounts.podsNeverFitting()));
    return table;
  }
}
