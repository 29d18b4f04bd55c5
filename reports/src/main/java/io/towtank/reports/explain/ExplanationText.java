package io.towtank.reports.explain;

import io.towtank.model.ResourceNames;
import io.towtank.record.Decision;
import io.towtank.reports.explain.PodExplanation.AttemptLine;
import io.towtank.reports.format.Humanize;
import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import io.towtank.reports.table.Table.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * An explanation for people: the pod, its attempts, and for the attempts asked for one table of the
 * nodes that could take it and one of those that could not.
 */
public final class ExplanationText {
  private static final String NO_NODE = "no node: ";

  private ExplanationText() {}

  /**
   * The explanation as it is printed.
   *
   * @param nodesMax most nodes shown of one attempt
   */
  public static Document of(PodExplanation explanation, int nodesMax) {
    Document document = Document.of("Pod " + explanation.pod()).wholeTable(facts(explanation));
    if (!explanation.attempts().isEmpty()) {
      document.gap().wholeTable(attempts(explanation.attempts()));
    }
    for (Decision decision : explanation.decisions()) {
      document.gap().add(DecisionText.of(decision, explanation.tieRule(), nodesMax));
    }
    return document;
  }

  private static Table facts(PodExplanation explanation) {
    Table table = new Table(List.of(Column.words(""), Column.words("")));
    List<String> requests = new ArrayList<>();
    explanation.requests().forEach((name, amount) -> requests.add(request(name, amount)));
    table.row("  requests", requests.isEmpty() ? "nothing" : String.join(", ", requests));
    table.row("  priority", Integer.toString(explanation.priority()));
    for (PodWish wish : explanation.wishes()) {
      table.row("  " + wish.kind(), wish.wish());
    }
    table.row("  created", "at " + Times.at(explanation.createdNanos()));
    table.row("  at the end", end(explanation));
    if (!explanation.neverTried().isEmpty()) {
      table.row("  never tried", explanation.neverTried());
    }
    return table;
  }

  private static String end(PodExplanation explanation) {
    String end = explanation.outcome();
    if (!explanation.node().isEmpty()) {
      end += " on " + explanation.node();
    }
    boolean known =
        explanation.attempts().stream().anyMatch(a -> a.message().equals(explanation.reason()));
    return explanation.reason().isEmpty() || known ? end : end + ": " + explanation.reason();
  }

  private static String request(String resource, long amount) {
    String unit =
        switch (resource) {
          case ResourceNames.CPU -> "millicores";
          case ResourceNames.MEMORY, ResourceNames.EPHEMERAL_STORAGE -> "bytes";
          default -> "";
        };
    return unit.equals("millicores")
        ? resource + " " + Humanize.significant(amount / 1000.0)
        : resource + " " + Humanize.amount(amount, unit);
  }

  /** One row for each attempt; attempts in a row with the same outcome share one. */
  private static Table attempts(List<AttemptLine> attempts) {
    Table table =
        new Table(List.of(Column.words("attempt"), Column.words("at"), Column.words("found")));
    int from = 0;
    while (from < attempts.size()) {
      String outcome = outcome(attempts.get(from));
      int to = from;
      while (to + 1 < attempts.size() && outcome(attempts.get(to + 1)).equals(outcome)) {
        to++;
      }
      AttemptLine first = attempts.get(from);
      AttemptLine last = attempts.get(to);
      if (from == to) {
        table.row(Integer.toString(first.attempt()), Times.at(first.timeNanos()), outcome);
      } else {
        table.row(
            first.attempt() + " to " + last.attempt(),
            Times.at(first.timeNanos()) + " to " + Times.at(last.timeNanos()),
            outcome);
      }
      from = to + 1;
    }
    return table;
  }

  private static String outcome(AttemptLine attempt) {
    if (!attempt.notBound().isEmpty()) {
      return attempt.node() + ", but it was not bound: " + attempt.notBound();
    }
    if (!attempt.node().isEmpty()) {
      return attempt.node();
    }
    return attempt.nominatedNode().isEmpty()
        ? NO_NODE + attempt.message()
        : NO_NODE + attempt.message() + " Pods are evicted for it on " + attempt.nominatedNode();
  }
}
