package io.towtank.scenarios.whatif;

import static io.towtank.reports.format.Humanize.count;

import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import io.towtank.reports.table.Table.Column;
import io.towtank.scenarios.whatif.RemovalTargets.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Removals that were tried one by one, for people. */
public final class SurveyText {
  private SurveyText() {}

  /**
   * The unsafe ones, and how many there are.
   *
   * @param rowsMax most removals shown
   * @param closer how to look closer at one whose name is appended
   */
  public static Document of(Survey survey, Part part, int rowsMax, String closer) {
    Document document = new Document();
    List<RemovalOutcome> unsafe = survey.unsafe();
    List<RemovalOutcome> shown = unsafe.subList(0, Math.min(rowsMax, unsafe.size()));
    if (!shown.isEmpty()) {
      document.table(table(shown, part));
      if (unsafe.size() > shown.size()) {
        document.line("and " + count(unsafe.size() - shown.size()) + " more");
      }
      document.gap();
      shown.forEach(outcome -> pending(document, outcome));
    }
    document.line(verdict(survey, part));
    long losing = survey.removals().stream().filter(removal -> removal.lost() > 0).count();
    if (losing > 0) {
      document.line(
          count(losing)
              + (losing == 1 ? " has" : " have")
              + " pods without a controller, which would be lost; --recreate-bare schedules them"
              + " anew.");
    }
    if (!shown.isEmpty()) {
      document.line("Look closer: " + closer + " " + shown.get(0).removed());
    }
    return document;
  }

  private static Table table(List<RemovalOutcome> outcomes, Part part) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words("unsafe " + part.word()));
    if (part != Part.NODE) {
      columns.add(Column.numbers("nodes"));
    }
    for (String title : List.of("evicted", "pending", "preempted", "lost")) {
      columns.add(Column.numbers(title));
    }
    columns.add(Column.words("disruption budgets violated"));
    Table table = new Table(columns);
    for (RemovalOutcome outcome : outcomes) {
      Survey.Line line = Survey.Line.of(outcome);
      List<String> cells = new ArrayList<>();
      cells.add(line.removed());
      if (part != Part.NODE) {
        cells.add(count(line.nodes()));
      }
      cells.add(count(line.evicted()));
      cells.add(count(line.pending()));
      cells.add(count(line.preempted()));
      cells.add(count(line.lost()));
      cells.add(String.join(", ", line.budgetsViolated()));
      table.row(cells);
    }
    return table;
  }

  /** The first of the pods that stay pending, and why it does. */
  private static void pending(Document document, RemovalOutcome outcome) {
    Optional<EvictedPod> first =
        Stream.concat(outcome.evicted().stream(), outcome.preempted().stream())
            .filter(EvictedPod::isPending)
            .findFirst();
    if (first.isEmpty()) {
      return;
    }
    long others =
        RemovalText.pendingOf(outcome.evicted()) + RemovalText.pendingOf(outcome.preempted()) - 1;
    document.line(
        "Without "
            + outcome.removed()
            + ", "
            + first.get().pod()
            + (others == 0 ? " stays" : " and " + count(others) + " more stay")
            + " pending:");
    document.line("  " + first.get().message());
    document.gap();
  }

  private static String verdict(Survey survey, Part part) {
    int unsafe = survey.unsafe().size();
    String all = count(survey.tried()) + " " + part.word() + (survey.tried() == 1 ? "" : "s");
    if (unsafe == 0) {
      return survey.tried() == 1
          ? "The only " + part.word() + " is safe to remove."
          : "Each of " + all + " is safe to remove by itself.";
    }
    return count(survey.safe())
        + " of "
        + all
        + (survey.safe() == 1 ? " is" : " are")
        + " safe to remove, one at a time; "
        + count(unsafe)
        + (unsafe == 1 ? " is" : " are")
        + " not.";
  }
}
