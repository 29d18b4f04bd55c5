package io.towtank.reports.explain;

import io.towtank.model.Pod;
import io.towtank.record.Decision;
import io.towtank.record.Decision.Candidate;
import io.towtank.record.Decision.Victim;
import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import io.towtank.reports.table.Table.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Where pods could be evicted, and why they are evicted where they are. Source of the criteria:
 * kube-scheduler v1.34, {@code pickOneNodeForPreemption}.
 */
final class PreemptionText {
  private static final long PRIORITY_OFFSET = 1L << 31;
  private static final long NOT_STARTED = Long.MAX_VALUE;

  private PreemptionText() {}

  /** One criterion: what it is called in the table and in a sentence; the least is the best. */
  private record Criterion(String title, String words, ToLongFunction<Candidate> value) {}

  private static final List<Criterion> CRITERIA =
      List.of(
          new Criterion("PDB violations", "fewest PDB violations", Candidate::pdbViolations),
          new Criterion(
              "highest priority",
              "lowest highest priority of a victim",
              candidate -> candidate.victims().get(0).priority()),
          new Criterion("priority sum", "smallest sum of priorities", PreemptionText::prioritySum),
          new Criterion("victims", "fewest victims", candidate -> candidate.victims().size()),
          new Criterion(
              "first started",
              "latest start of the victim that started first",
              candidate -> -firstStart(candidate)));

  private static long prioritySum(Candidate candidate) {
    long sum = 0;
    for (Victim victim : candidate.victims()) {
      sum += victim.priority() + PRIORITY_OFFSET;
    }
    return sum;
  }

  /** Start of the first that started among the victims of the highest priority. */
  private static long firstStart(Candidate candidate) {
    int priority = candidate.victims().get(0).priority();
    long first = NOT_STARTED;
    for (Victim victim : candidate.victims()) {
      if (victim.priority() == priority && victim.startedNanos() != Pod.NEVER) {
        first = Math.min(first, victim.startedNanos());
      }
    }
    return first;
  }

  static Document of(Decision.Preemption preemption, int nodesMax) {
    int count = preemption.candidates().size();
    Document document =
        Document.of(
                "Preemption: evicting pods of lower priority makes room on "
                    + Words.nodes(count)
                    + "; those on "
                    + preemption.chosen()
                    + " are evicted.")
            .line(why(preemption));
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words("  node"));
    CRITERIA.forEach(criterion -> columns.add(Column.numbers(criterion.title())));
    Table table = new Table(columns);
    Table victims = new Table(List.of(Column.words("  node"), Column.words("victims")));
    for (Candidate candidate : ordered(preemption).subList(0, Math.min(count, nodesMax))) {
      table.row(row(preemption, candidate));
      victims.row(mark(preemption, candidate) + candidate.node(), victims(candidate));
    }
    document.gap().table(table).gap().wholeTable(victims);
    return count <= nodesMax ? document : document.line("and " + (count - nodesMax) + " more");
  }

  private static String mark(Decision.Preemption preemption, Candidate candidate) {
    if (candidate.node().equals(preemption.chosen())) {
      return "> ";
    }
    return preemption.best().contains(candidate.node()) ? "= " : "  ";
  }

  private static String victims(Candidate candidate) {
    List<String> names = new ArrayList<>();
    for (Victim victim : candidate.victims()) {
      names.add(victim.pod() + " (priority " + victim.priority() + ")");
    }
    return String.join(", ", names);
  }

  private static List<String> row(Decision.Preemption preemption, Candidate candidate) {
    long first = firstStart(candidate);
    return List.of(
        mark(preemption, candidate) + candidate.node(),
        Integer.toString(candidate.pdbViolations()),
        Integer.toString(candidate.victims().get(0).priority()),
        Long.toString(prioritySum(candidate)),
        Integer.toString(candidate.victims().size()),
        first == NOT_STARTED ? "not yet" : Times.at(first));
  }

  /** The criteria that ruled candidates out, and how many each left. */
  private static String why(Decision.Preemption preemption) {
    List<Candidate> left = preemption.candidates();
    if (left.size() == 1) {
      return "It is the only one.";
    }
    List<String> steps = new ArrayList<>();
    for (Criterion criterion : CRITERIA) {
      long least = left.stream().mapToLong(criterion.value()).min().orElse(0);
      List<Candidate> best =
          left.stream().filter(c -> criterion.value().applyAsLong(c) == least).toList();
      if (best.size() < left.size()) {
        steps.add(criterion.words() + " leaves " + best.size());
        left = best;
      }
    }
    if (left.size() > 1) {
      steps.add("the first name is taken");
    }
    return "Of the " + preemption.candidates().size() + ", " + String.join(", then ", steps) + ".";
  }

  private static List<Candidate> ordered(Decision.Preemption preemption) {
    List<Candidate> sorted = new ArrayList<>(preemption.candidates());
    Comparator<Candidate> order =
        Comparator.comparing(candidate -> !candidate.node().equals(preemption.chosen()));
    for (Criterion criterion : CRITERIA) {
      order = order.thenComparingLong(criterion.value());
    }
    sorted.sort(order);
    return sorted;
  }
}
