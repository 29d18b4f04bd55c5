package io.towtank.scenarios.cli;

import static io.towtank.reports.format.Humanize.count;
import static io.towtank.reports.format.Humanize.duration;

import io.towtank.fault.FaultAccounts;
import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import io.towtank.reports.table.Table.Column;
import io.towtank.scenarios.run.LoopReport;
import java.util.ArrayList;
import java.util.List;

/** What a run's summary does not tell of the whole loop: how things stand, and what happened. */
final class LoopTable {
  private static final int LINES_MAX = 20;
  private static final int NOTES_MAX = 5;
  private static final double NANOS_PER_SECOND = 1e9;

  private LoopTable() {}

  static Document of(LoopReport report) {
    List<LoopReport.Workload> unfinished =
        report.workloads().stream().filter(one -> !one.isComplete()).toList();
    Document document = new Document().gap().table(figures(report, unfinished.size()));
    if (!unfinished.isEmpty()) {
      document.gap().table(workloads(unfinished));
    }
    if (report.faults().stream().anyMatch(fault -> !fault.notes().isEmpty())) {
      document.gap().table(notes(report));
    }
    return document;
  }

  private static Table figures(LoopReport report, int unfinished) {
    Table table = new Table(List.of(Column.words(""), Column.words("")));
    int all = report.workloads().size();
    if (all > 0) {
      table.row(
          "workloads at the end",
          count(all - unfinished) + " of " + count(all) + " have all pods that they want, ready");
    }
    List<String> ended = new ArrayList<>();
    report.podsEnded().forEach((how, number) -> ended.add(count(number) + " " + how));
    if (!ended.isEmpty()) {
      table.row("pods ended", String.join(", ", ended));
    }
    if (report.restarts() > 0) {
      table.row("restarts", count(report.restarts()) + " of containers");
    }
    for (FaultAccounts one : report.accounts()) {
      if (one.withoutTarget() > 0) {
        table.row(
            "fault " + one.plan(),
            "found nobody to strike "
                + count(one.withoutTarget())
                + " times, struck "
                + count(one.begun()));
      }
    }
    return table;
  }

  private static Table workloads(List<LoopReport.Workload> unfinished) {
    Table table =
        new Table(
            List.of(
                Column.words("not complete at the end"),
                Column.numbers("desired"),
                Column.numbers("updated"),
                Column.numbers("ready")));
    for (LoopReport.Workload one : unfinished.subList(0, Math.min(LINES_MAX, unfinished.size()))) {
      table.row(
          one.kind() + " " + one.key(),
          count(one.desired()),
          count(one.updated()),
          count(one.ready()));
    }
    if (unfinished.size() > LINES_MAX) {
      table.row("and " + count(unfinished.size() - LINES_MAX) + " more", "", "", "");
    }
    return table;
  }

  private static Table notes(LoopReport report) {
    Table table =
        new Table(
            List.of(Column.words("fault"), Column.numbers("at"), Column.words("what happened")));
    int lines = 0;
    for (LoopReport.FaultLine fault : report.faults()) {
      List<LoopReport.Note> notes = fault.notes();
      for (int i = 0; i < Math.min(NOTES_MAX, notes.size()) && lines < LINES_MAX; i++) {
        LoopReport.Note note = notes.get(i);
        table.row(fault.plan(), duration(note.atNanos() / NANOS_PER_SECOND), note.what());
        lines++;
      }
    }
    int all = report.faults().stream().mapToInt(fault -> fault.notes().size()).sum();
    if (all > lines) {
      table.row("and " + count(all - lines) + " more", "", "");
    }
    return table;
  }
}
