package io.towtank.reports.reproduction;

import io.towtank.reports.format.Numbers;
import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import io.towtank.reports.table.Table.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * A published set of results beside ours.
 *
 * @param title what was reproduced
 * @param percentRequested share of the resource requested, in per cent, at which values are
 *     compared
 * @param lists in order of names
 */
public record Reproduction(String title, int percentRequested, List<ReproducedList> lists) {
  /** Copies the lists. */
  public Reproduction {
    lists = List.copyOf(lists);
  }

  /** Whether every value that must equal the published one does. */
  public boolean isExact() {
    return lists.stream()
        .flatMap(list -> list.policies().stream())
        .filter(ReproducedPolicy::exact)
        .allMatch(policy -> policy.agrees(percentRequested));
  }

  /** Heads of the table's columns. */
  static List<Column> columns() {
    return List.of(
        Column.words("list"),
        Column.words("policy"),
        Column.numbers("runs"),
        Column.numbers("ours"),
        Column.numbers("spread"),
        Column.numbers("paper"),
        Column.numbers("spread"),
        Column.numbers("diff."),
        Column.numbers("cells"),
        Column.numbers("points"),
        Column.numbers("verdict"));
  }

  /** The table's rows. */
  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (ReproducedList list : lists) {
      for (ReproducedPolicy policy : list.policies()) {
        rows.add(row(list, policy));
      }
    }
    return rows;
  }

  private List<String> row(ReproducedList list, ReproducedPolicy policy) {
    ReproducedPolicy.Figures ours = policy.ourFigures(percentRequested);
    ReproducedPolicy.Figures published = policy.publishedFigures(percentRequested);
    double difference = ours.mean() - published.mean();
    return List.of(
        list.name(),
        policy.policy(),
        Integer.toString(ours.runs()),
        Numbers.fixed(ours.mean(), 2),
        Numbers.fixed(ours.standardDeviation(), 2),
        Numbers.fixed(published.mean(), 2),
        Numbers.fixed(published.standardDeviation(), 2),
        signed(difference),
        policy.exact()
            ? policy.cellsEqual(percentRequested) + "/" + policy.cellsCompared(percentRequested)
            : "",
        policy.exact() ? policy.pointsEqual() + "/" + policy.pointsCompared() : "",
        verdict(policy));
  }

  private String verdict(ReproducedPolicy policy) {
    boolean agrees = policy.agrees(percentRequested);
    if (policy.exact()) {
      return agrees ? "equal" : "DIFFERS";
    }
    String tolerance = " " + Numbers.fixed(policy.tolerancePoints(), 1);
    return agrees ? "within" + tolerance : "OUTSIDE" + tolerance;
  }

  private static String signed(double value) {
    String text = Numbers.fixed(value, 2);
    return text.startsWith("-")
        ? (text.equals("-0.00") ? "0.00" : text)
        : value > 0.005 ? "+" + text : text;
  }

  /** Each seed that differs though it must not, with both values. */
  public List<String> differences() {
    List<String> differences = new ArrayList<>();
    for (ReproducedList list : lists) {
      for (ReproducedPolicy policy : list.policies()) {
        if (policy.exact()) {
          policy.differences(percentRequested).forEach(d -> differences.add(list.name() + " " + d));
        }
      }
    }
    return differences;
  }

  /** What the table adds up to, in a sentence or two for each kind of comparison. */
  public List<String> conclusions() {
    int cells = 0;
    int equal = 0;
    int points = 0;
    int pointsEqual = 0;
    int means = 0;
    int within = 0;
    for (ReproducedList list : lists) {
      for (ReproducedPolicy policy : list.policies()) {
        if (policy.exact()) {
          cells += policy.cellsCompared(percentRequested);
          equal += policy.cellsEqual(percentRequested);
          points += policy.pointsCompared();
          pointsEqual += policy.pointsEqual();
        } else {
          means++;
          within += policy.agrees(percentRequested) ? 1 : 0;
        }
      }
    }
    List<String> conclusions = new ArrayList<>();
    if (cells > 0) {
      conclusions.add(
          "Cell for cell: %d of %d values at %d %% requested equal the published ones to both decimals; of all published points of the curves %s of %s."
              .formatted(
                  equal,
                  cells,
                  percentRequested,
                  Numbers.fixed(pointsEqual, 0),
                  Numbers.fixed(points, 0)));
    }
    if (means > 0) {
      conclusions.add("Means: %d of %d are as near as they should be.".formatted(within, means));
    }
    for (ReproducedList list : lists) {
      if (!list.hasPublishedRanking(percentRequested)) {
        conclusions.add(list.name() + ": the policies' means do not rank as published.");
      }
    }
    return conclusions;
  }

  /** How the table is to be read. */
  String legend() {
    return "Allocation in % at "
        + percentRequested
        + " % requested: mean over runs, spread (standard deviation); cells: runs that equal the"
        + " published run at that point; points: values of whole curves that do;"
        + " verdict: whether runs are equal, or else means within so many points.";
  }

  /** {@code reproduction.md}. */
  String markdown() {
    return new Document().heading(title).add(document()).markdown();
  }

  /** The table with its legend and what it adds up to. */
  public Document document() {
    Table table = new Table(columns());
    rows().forEach(table::row);
    Document document = new Document().table(table).gap().line(legend());
    conclusions().forEach(document::line);
    differences().forEach(line -> document.line("differs: " + line));
    return document;
  }
}
