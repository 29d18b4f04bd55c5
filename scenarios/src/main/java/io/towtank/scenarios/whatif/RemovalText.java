package io.towtank.scenarios.whatif;

import static io.towtank.reports.format.Humanize.count;

import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import io.towtank.reports.table.Table.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One removal, for people. */
public final class RemovalText {
  private final RemovalOutcome outcome;
  private final int rowsMax;
  private final Document document = new Document();

  private RemovalText(RemovalOutcome outcome, int rowsMax) {
    this.outcome = outcome;
    this.rowsMax = rowsMax;
  }

  /**
   * What a removal would do.
   *
   * @param rowsMax most pods shown of each kind
   * @param pendingBefore pods that are pending whatever is removed
   */
  public static Document of(RemovalOutcome outcome, int rowsMax, long pendingBefore) {
    RemovalText text = new RemovalText(outcome, rowsMax);
    text.verdict();
    text.summary(pendingBefore);
    text.moves("evicted", outcome.evicted());
    text.moves("preempted", outcome.preempted());
    text.pending();
    text.lost();
    text.budgets();
    return text.document;
  }

  private void verdict() {
    long pending = pendingOf(outcome.evicted()) + pendingOf(outcome.preempted());
    List<String> reasons = new ArrayList<>();
    if (pending > 0) {
      reasons.add(pods(pending) + (pending == 1 ? " stays pending" : " stay pending"));
    }
    for (BudgetUse use : outcome.budgets()) {
      if (use.violated()) {
        reasons.add("the disruption budget " + use.budget() + " is violated");
      }
    }
    document.line("Without " + outcome.removed() + ": " + verdict(reasons));
  }

  private String verdict(List<String> reasons) {
    if (!outcome.safe()) {
      return "not safe: " + String.join(", ", reasons) + ".";
    }
    int lost = outcome.lost().size();
    return lost == 0
        ? "safe."
        : "safe, but " + pods(lost) + (lost == 1 ? " is" : " are") + " lost.";
  }

  private void summary(long pendingBefore) {
    Table table = new Table(List.of(Column.words(""), Column.numbers("")));
    table.row("nodes removed", count(outcome.nodes().size()));
    table.row("nodes left", count(outcome.nodesLeft()));
    row(table, "pods evicted", outcome.evicted().size());
    row(table, "  get another node", outcome.evicted().size() - pendingOf(outcome.evicted()));
    row(table, "  stay pending", pendingOf(outcome.evicted()));
    row(table, "pods preempted for them", outcome.preempted().size());
    row(table, "  get another node", outcome.preempted().size() - pendingOf(outcome.preempted()));
    row(table, "  stay pending", pendingOf(outcome.preempted()));
    row(table, "pods lost, for want of a controller", outcome.lost().size());
    row(table, "pods of daemon sets and static pods, gone", outcome.goneWithNode().size());
    row(table, "pods that were ending already", outcome.ending().size());
    row(table, "pods that were pending before, left alone", pendingBefore);
    document.table(table);
  }

  private static void row(Table table, String what, long number) {
    if (number > 0) {
      table.row(what, count(number));
    }
  }

  private void moves(String title, List<EvictedPod> pods) {
    List<EvictedPod> moved = pods.stream().filter(pod -> !pod.isPending()).toList();
    if (moved.isEmpty()) {
      return;
    }
    boolean preempted = moved.get(0).preemptedBy() != null;
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words(title));
    columns.add(Column.words("controller"));
    columns.add(Column.numbers("priority"));
    columns.add(Column.words("from"));
    columns.add(Column.words("to"));
    if (preempted) {
      columns.add(Column.words("for"));
    }
    Table table = new Table(columns);
    for (EvictedPod pod : moved.subList(0, Math.min(rowsMax, moved.size()))) {
      List<String> cells = new ArrayList<>();
      cells.add(pod.pod());
      cells.add(pod.controller());
      cells.add(Integer.toString(pod.priority()));
      cells.add(pod.from());
      cells.add(String.valueOf(pod.to()));
      if (preempted) {
        cells.add(String.valueOf(pod.preemptedBy()));
      }
      table.row(cells);
    }
    document.gap().table(table);
    more(moved.size());
  }

  private void more(int size) {
    if (size > rowsMax) {
      document.line("and " + count(size - rowsMax) + " more");
    }
  }

  private void pending() {
    Map<String, List<EvictedPod>> byMessage = new LinkedHashMap<>();
    for (List<EvictedPod> pods : List.of(outcome.evicted(), outcome.preempted())) {
      for (EvictedPod pod : pods) {
        if (pod.isPending()) {
          byMessage
              .computeIfAbsent(String.valueOf(pod.message()), unused -> new ArrayList<>())
              .add(pod);
        }
      }
    }
    byMessage.forEach(
        (message, pods) -> {
          document.gap();
          document.line(
              pods(pods.size()) + (pods.size() == 1 ? " stays" : " stay") + " pending: " + message);
          for (EvictedPod pod : pods.subList(0, Math.min(rowsMax, pods.size()))) {
            String controller = pod.controller().isEmpty() ? "" : " (" + pod.controller() + ")";
            String preempted =
                pod.preemptedBy() == null ? "" : ", preempted by " + pod.preemptedBy();
            document.line("  " + pod.pod() + controller + ", from " + pod.from() + preempted);
          }
          more(pods.size());
        });
  }

  private void lost() {
    List<LostPod> lost = outcome.lost();
    if (lost.isEmpty()) {
      return;
    }
    document.gap();
    document.line(
        pods(lost.size())
            + (lost.size() == 1 ? " is" : " are")
            + " lost: no controller makes "
            + (lost.size() == 1 ? "it" : "them")
            + " anew.");
    for (LostPod pod : lost.subList(0, Math.min(rowsMax, lost.size()))) {
      document.line(
          "  "
              + pod.pod()
              + ", from "
              + pod.from()
              + (pod.preemptedBy() == null ? "" : ", preempted by " + pod.preemptedBy()));
    }
    more(lost.size());
  }

  private void budgets() {
    if (outcome.budgets().isEmpty()) {
      return;
    }
    Table table =
        new Table(
            List.of(
                Column.words("disruption budget"),
                Column.numbers("allowed"),
                Column.numbers("evicted"),
                Column.numbers("preempted"),
                Column.words("")));
    for (BudgetUse use : outcome.budgets()) {
      table.row(
          use.budget(),
          count(use.allowed()),
          count(use.evicted()),
          count(use.preempted()),
          use.violated() ? "violated" : "kept");
    }
    document.gap().table(table);
  }

  static long pendingOf(List<EvictedPod> pods) {
    return pods.stream().filter(EvictedPod::isPending).count();
  }

  static String pods(long number) {
    return count(number) + (number == 1 ? " pod" : " pods");
  }
}
