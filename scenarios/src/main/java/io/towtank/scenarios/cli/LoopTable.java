package io.towtank.scenarios.cli;

import static io.towtank.reports.format.Humanize.count;
import static io.towtank.reports.format.Humanize.duration;

import io.towtank.fault.FaultAccounts;
import io.towtank.reports.table.TextTable;
import io.towtank.reports.table.TextTable.Column;
import io.towtank.scenarios.run.LoopReport;
import java.util.List;

/** What became of workloads, faults and pods, on a terminal. */
final class LoopTable {
  private static final int LINES_MAX = 20;
  private static final int NOTES_MAX = 5;
  private static final double NANOS_PER_SECOND = 1e9;

  private LoopTable() {}

  /** In lines of at most that many characters. */
  static String of(LoopReport report, int width) {
    return "\n"
        + (report.workloads().isEmpty() ? "" : workloads(report).render(width) + "\n")
        + (report.accounts().isEmpty() ? "" : faults(report).render(width) + "\n")
        + pods(report).render(width);
  }

  private static TextTable workloads(LoopReport report) {
    TextTable table =
        new TextTable(
            List.of(
                Column.words("workload"),
                Column.numbers("desired"),
                Column.numbers("updated"),
                Column.numbers("ready")));
    List<LoopReport.Workload> all = report.workloads();
    for (LoopReport.Workload one : all.subList(0, Math.min(LINES_MAX, all.size()))) {
      table.row(
          one.kind() + " " + one.key(),
          count(one.desired()),
          count(one.updated()),
          count(one.ready()));
    }
    if (all.size() > LINES_MAX) {
      int desired = all.stream().mapToInt(LoopReport.Workload::desired).sum();
      int ready = all.stream().mapToInt(LoopReport.Workload::ready).sum();
      table.row("all " + count(all.size()), count(desired), "", count(ready));
    }
    return table;
  }

  private static TextTable faults(LoopReport report) {
    TextTable table =
        new TextTable(
            List.of(
                Column.words("fault"),
                Column.words("strikes"),
                Column.numbers("at"),
                Column.numbers("until")));
    List<LoopReport.FaultLine> all = report.faults();
    for (LoopReport.FaultLine one : all.subList(0, Math.min(LINES_MAX, all.size()))) {
      table.row(
          one.plan(),
          one.targets(),
          at(one.beginNanos()),
          one.endNanos() < 0 ? "the end" : at(one.endNanos()));
      List<LoopReport.Note> notes = one.notes();
      for (LoopReport.Note note : notes.subList(0, Math.min(NOTES_MAX, notes.size()))) {
        table.row("", note.what(), at(note.atNanos()), "");
      }
      if (notes.size() > NOTES_MAX) {
        table.row("", "and " + (notes.size() - NOTES_MAX) + " more", "", "");
      }
    }
    if (all.size() > LINES_MAX || report.accounts().stream().anyMatch(a -> a.withoutTarget() > 0)) {
      for (FaultAccounts one : report.accounts()) {
        table.row(
            one.plan(),
            "struck "
                + count(one.begun())
                + " times, repaired "
                + count(one.ended())
                + (one.withoutTarget() == 0 ? "" : ", found nobody " + count(one.withoutTarget())),
            "",
            "");
      }
    }
    return table;
  }

  private static TextTable pods(LoopReport report) {
    TextTable table = new TextTable(List.of(Column.words("pods"), Column.numbers("")));
    table.row("created", count(report.podsCreated()));
    report.podsEnded().forEach((how, number) -> table.row(how, count(number)));
    table.row("restarts of containers", count(report.restarts()));
    return table;
  }

  private static String at(long nanos) {
    return duration(nanos / NANOS_PER_SECOND);
  }
}
