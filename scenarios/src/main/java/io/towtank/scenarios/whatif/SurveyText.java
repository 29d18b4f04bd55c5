package io.towtank.scenarios.whatif;

import static io.towtank.reports.format.Humanize.count;

import io.towtank.reports.table.TextTable;
import io.towtank.reports.table.TextTable.Column;
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
   * @param width characters in a line of a table; messages are never cut
   * @param closer how to look closer at one whose name is appended
   */
  public static String of(Survey survey, Part part, int rowsMax, int width, String closer) {
    StringBuilder text = new StringBuilder();
    List<RemovalOutcome> unsafe = survey.unsafe();
    List<RemovalOutcome> shown = unsafe.subList(0, Math.min(rowsMax, unsafe.size()));
    if (!shown.isEmpty()) {
      text.append(table(shown, part).render(width));
      if (unsafe.size() > shown.size()) {
        line(text, "and " + count(unsafe.size() - shown.size()) + " more");
      }
      text.append('\n');
      shown.forEach(outcome -> pending(text, outcome));
    }
    line(text, verdict(survey, part));
    long losing = survey.removals().stream().filter(removal -> removal.lost() > 0).count();
    if (losing > 0) {
      line(
          text,
          count(losing)
              + (losing == 1 ? " has" : " have")
              + " pods without a controller, which would be lost; --recreate-bare schedules them"
              + " anew.");
    }
    if (!shown.isEmpty()) {
      line(text, "Look closer: " + closer + " " + shown.get(0).removed());
    }
    return text.toString();
  }

  private static TextTable table(List<RemovalOutcome> outcomes, Part part) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words("unsafe " + part.word()));
    if (part != Part.NODE) {
      columns.add(Column.numbers("nodes"));
    }
    for (String title : List.of("evicted", "pending", "preempted", "lost")) {
      columns.add(Column.numbers(title));
    }
    columns.add(Column.words("disruption budgets violated"));
    TextTable table = new TextTable(columns);
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
  private static void pending(StringBuilder text, RemovalOutcome outcome) {
    Optional<EvictedPod> first =
        Stream.concat(outcome.evicted().stream(), outcome.preempted().stream())
            .filter(EvictedPod::isPending)
            .findFirst();
    if (first.isEmpty()) {
      return;
    }
    long others =
        RemovalText.pendingOf(outcome.evicted()) + RemovalText.pendingOf(outcome.preempted()) - 1;
    line(
        text,
        "Without "
            + outcome.removed()
            + ", "
            + first.get().pod()
            + (others == 0 ? " stays" : " and " + count(others) + " more stay")
            + " pending:");
    line(text, "  " + first.get().message());
    text.append('\n');
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

  private static void line(StringBuilder text, String words) {
    text.append(new TextTable(List.of(Column.words(""))).row(words).render(Integer.MAX_VALUE));
  }
}
