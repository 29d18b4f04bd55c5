package io.towtank.scenarios.whatif;

import java.util.ArrayList;
import java.util.List;

/**
 * Removals that were tried one by one.
 *
 * @param tried how many
 * @param safe how many of them are safe
 * @param unsafe the others, in full
 * @param removals all of them in figures, in the order in which they were tried
 */
public record Survey(int tried, int safe, List<RemovalOutcome> unsafe, List<Line> removals) {
  /** Copies the lists. */
  public Survey {
    unsafe = List.copyOf(unsafe);
    removals = List.copyOf(removals);
  }

  /**
   * One removal in figures.
   *
   * @param removed what is removed
   * @param safe whether every evicted pod finds a node and no disruption budget is violated
   * @param nodes how many nodes go
   * @param evicted pods that lose their node and are made anew
   * @param pending how many of these stay pending, and of those preempted
   * @param preempted pods on other nodes that are evicted for them
   * @param lost pods that nobody makes anew
   * @param budgetsViolated names of disruption budgets that are violated
   */
  public record Line(
      String removed,
      boolean safe,
      int nodes,
      int evicted,
      long pending,
      int preempted,
      int lost,
      List<String> budgetsViolated) {
    /** Copies the names. */
    public Line {
      budgetsViolated = List.copyOf(budgetsViolated);
    }

    /** The figures of an outcome. */
    public static Line of(RemovalOutcome outcome) {
      return new Line(
          outcome.removed(),
          outcome.safe(),
          outcome.nodes().size(),
          outcome.evicted().size(),
          RemovalText.pendingOf(outcome.evicted()) + RemovalText.pendingOf(outcome.preempted()),
          outcome.preempted().size(),
          outcome.lost().size(),
          outcome.budgets().stream().filter(BudgetUse::violated).map(BudgetUse::budget).toList());
    }
  }

  /** What of an outcome is kept where there are many. */
  public record Entry(Line line, List<RemovalOutcome> ifUnsafe) {
    /** Keeps the whole outcome only if it is not safe. */
    public static Entry of(RemovalOutcome outcome) {
      return new Entry(Line.of(outcome), outcome.safe() ? List.of() : List.of(outcome));
    }
  }

  /** All entries together. */
  public static Survey of(List<Entry> entries) {
    List<RemovalOutcome> unsafe = new ArrayList<>();
    entries.forEach(entry -> unsafe.addAll(entry.ifUnsafe()));
    return new Survey(
        entries.size(),
        entries.size() - unsafe.size(),
        unsafe,
        entries.stream().map(Entry::line).toList());
  }
}
