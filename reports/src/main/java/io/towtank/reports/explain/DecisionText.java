package io.towtank.reports.explain;

import io.towtank.record.Decision;
import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import io.towtank.reports.table.Table.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One attempt node by node. */
final class DecisionText {
  private static final String CHOSEN = "> ";
  private static final String TIE = "= ";
  private static final String OTHER = "  ";

  private DecisionText() {}

  /**
   * The attempt.
   *
   * @param tieRule how a choice is made among equally good nodes
   * @param nodesMax most nodes shown
   */
  static Document of(Decision decision, String tieRule, int nodesMax) {
    Document document = Document.of(title(decision));
    how(decision, tieRule).forEach(document::line);
    int shown = 0;
    if (!decision.feasible().isEmpty()) {
      shown = Math.min(nodesMax, decision.feasible().size());
      document.gap().table(feasible(decision, shown));
      int more = decision.feasible().size() - shown;
      if (more > 0) {
        document.line("and " + more + " more that could take it");
      }
    }
    if (!decision.rejected().isEmpty()) {
      document.gap().add(RejectedText.of(decision.rejected(), nodesMax - shown));
    }
    Decision.Preemption preemption = decision.preemption();
    if (preemption != null) {
      document.gap().add(PreemptionText.of(preemption, nodesMax));
    }
    return document;
  }

  private static String title(Decision decision) {
    String title =
        "Attempt "
            + decision.attempt()
            + " at "
            + Times.at(decision.timeNanos())
            + ", profile "
            + decision.profile()
            + ": ";
    int feasible = decision.feasible().size();
    return feasible == 0
        ? title + "no node of " + decision.nodes()
        : title + feasible + " of " + Words.nodes(decision.nodes()) + " could take it";
  }

  /** What led to the choice, or to none. */
  private static List<String> how(Decision decision, String tieRule) {
    List<String> sentences = new ArrayList<>();
    if (decision.selected().isEmpty() && !decision.message().isEmpty()) {
      sentences.add(decision.message());
    }
    Decision.Refusal preFilter = decision.preFilter();
    if (preFilter != null && !preFilter.plugin().isEmpty()) {
      sentences.add(
          preFilter.plugin()
              + (preFilter.code().equals("Error")
                  ? " ended with an error: "
                  : " refused the pod for all nodes at once: ")
              + String.join(", ", preFilter.reasons()));
    }
    int feasible = decision.feasible().size();
    boolean onNominated =
        feasible == 1 && decision.feasible().get(0).equals(decision.nominatedNode());
    if (onNominated && decision.rejected().isEmpty()) {
      sentences.add("The pod was nominated to this node, so no other was looked at.");
    } else {
      int looked = feasible + decision.rejected().size();
      if (feasible > 0 && looked < decision.nodes()) {
        int others = decision.nodes() - looked;
        sentences.add(
            Words.nodes(others)
                + (others == 1 ? " was" : " were")
                + " not looked at: enough had been found.");
      }
    }
    if (!decision.selected().isEmpty()) {
      sentences.add(choice(decision, tieRule));
    }
    return sentences;
  }

  private static String choice(Decision decision, String tieRule) {
    if (decision.feasible().size() == 1) {
      return "Only one node was feasible: not scored.";
    }
    int ties = decision.best().size();
    String best =
        decision.scores().isEmpty()
            ? "No plugin scored the nodes: all were equally good"
            : ties == 1
                ? decision.selected() + " has the highest total."
                : Words.nodes(ties) + " have the highest total";
    return ties == 1
        ? best
        : best + "; one was taken " + tieRule + ": " + decision.selected() + ".";
  }

  /** Nodes that could take the pod: the one chosen, then by total. */
  private static Table feasible(Decision decision, int shown) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words("  node"));
    boolean scored = !decision.scores().isEmpty();
    if (scored) {
      columns.add(Column.numbers("total"));
      decision.scores().forEach(scores -> columns.add(Column.numbers(scores.plugin())));
    } else {
      columns.add(Column.words(""));
    }
    Table table = new Table(columns);
    for (int i : order(decision).subList(0, shown)) {
      List<String> row = new ArrayList<>();
      row.add(mark(decision, i) + decision.feasible().get(i));
      if (scored) {
        row.add(Long.toString(decision.totals().get(i)));
        for (Decision.PluginScores scores : decision.scores()) {
          row.add(
              scores.raw().get(i) + " -> " + scores.normalized().get(i) + " x " + scores.weight());
        }
      } else {
        row.add("");
      }
      table.row(row);
    }
    return table;
  }

  private static String mark(Decision decision, int i) {
    String node = decision.feasible().get(i);
    if (node.equals(decision.selected())) {
      return CHOSEN;
    }
    return decision.best().contains(node) ? TIE : OTHER;
  }

  private static List<Integer> order(Decision decision) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < decision.feasible().size(); i++) {
      order.add(i);
    }
    List<String> names = decision.feasible();
    List<Long> totals = decision.totals();
    order.sort(
        Comparator.comparing((Integer i) -> !names.get(i).equals(decision.selected()))
            .thenComparing(i -> totals.isEmpty() ? 0 : -totals.get(i))
            .thenComparing(i -> i));
    return order;
  }
}
