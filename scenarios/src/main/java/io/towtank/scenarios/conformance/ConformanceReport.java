package io.towtank.scenarios.conformance;

import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import io.towtank.text.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What came of running many cases again, by family. */
public final class ConformanceReport {
  private static final int WARNINGS_MAX = 100;

  private final int differencesMax;
  private final SortedMap<String, Tally> families = new TreeMap<>();
  private final SortedMap<String, TimelineTally> timelines = new TreeMap<>();
  private final List<CaseDifference> differences = new ArrayList<>();
  private final SortedSet<String> warnings = new TreeSet<>();
  private int cases;
  private int casesDiffering;
  private int differencesOfShownCases;

  /**
   * A report of nothing yet.
   *
   * @param differencesMax how many differences are shown at most
   */
  public ConformanceReport(int differencesMax) {
    this.differencesMax = differencesMax;
  }

  /** Takes over the outcome of the next case; the order is that of the report. */
  public void add(CaseOutcome outcome) {
    cases++;
    if (outcome.tally().cases() > 0) {
      families.computeIfAbsent(outcome.family(), name -> new Tally()).add(outcome.tally());
    }
    if (outcome.timelines().cases() > 0) {
      timelines
          .computeIfAbsent(outcome.family(), name -> new TimelineTally())
          .add(outcome.timelines());
    }
    if (!outcome.differences().isEmpty()) {
      casesDiffering++;
      differencesOfShownCases += outcome.differences().size();
      outcome.differences().stream()
          .limit(differencesMax - differences.size())
          .forEach(differences::add);
    }
    for (String warning : outcome.warnings()) {
      if (warnings.size() < WARNINGS_MAX) {
        warnings.add(warning);
      }
    }
  }

  /** How many cases there were. */
  public int cases() {
    return cases;
  }

  /** Whether everything is as recorded. */
  public boolean isEqual() {
    return casesDiffering == 0;
  }

  /** What had no effect, in order. */
  public SortedSet<String> warnings() {
    return warnings;
  }

  /** The report as it is printed. */
  public Document document() {
    Document document = new Document();
    if (!families.isEmpty()) {
      document
          .table(familyTable())
          .gap()
          .line("Scores that agree, by plugin: raw, normalised")
          .table(pluginTable())
          .gap();
    }
    if (!timelines.isEmpty()) {
      document.table(timelineTable()).gap();
    }
    for (CaseDifference difference : differences) {
      paragraph(difference).lines().forEach(document::line);
      document.gap();
    }
    if (differencesOfShownCases > differences.size()) {
      document
          .line(
              "Differences not shown: "
                  + (differencesOfShownCases - differences.size())
                  + " more in the first decisions that differ (--differences shows more).")
          .gap();
    }
    return document.line(
        isEqual()
            ? (cases == 1 ? "The case is" : "All " + cases + " cases are") + " as recorded."
            : casesDiffering + " of " + cases + " cases differ from the recording.");
  }

  private Table familyTable() {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.Column.words("family"));
    for (String title :
        List.of(
            "cases",
            "pods",
            "decisions",
            "verdicts",
            "raw",
            "normalised",
            "totals",
            "best",
            "selected",
            "preemption")) {
      columns.add(Table.Column.numbers(title));
    }
    Table table = new Table(columns);
    Tally all = new Tally();
    families.forEach(
        (family, tally) -> {
          all.add(tally);
          table.row(cells(family, tally));
        });
    if (families.size() > 1) {
      table.row(cells("all", all));
    }
    return table;
  }

  private static List<String> cells(String family, Tally tally) {
    List<String> cells = new ArrayList<>();
    cells.add(family);
    cells.add(Integer.toString(tally.cases()));
    cells.add(Integer.toString(tally.pods()));
    cells.add(tally.decisions().text());
    for (Aspect.Group group : Aspect.Group.values()) {
      cells.add(tally.group(group).text());
    }
    return cells;
  }

  private Table pluginTable() {
    SortedSet<String> plugins = new TreeSet<>();
    families.values().forEach(tally -> plugins.addAll(tally.rawByPlugin().keySet()));
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.Column.words("family"));
    plugins.forEach(plugin -> columns.add(Table.Column.numbers(plugin)));
    Table table = new Table(columns);
    families.forEach(
        (family, tally) -> {
          List<String> cells = new ArrayList<>();
          cells.add(family);
          for (String plugin : plugins) {
            Agreement raw = tally.rawByPlugin().getOrDefault(plugin, Agreement.NONE);
            Agreement normalized = tally.normalizedByPlugin().getOrDefault(plugin, Agreement.NONE);
            cells.add(
                raw.equals(normalized) && raw.isFull()
                    ? raw.text()
                    : raw.equal() + ", " + normalized.equal() + " of " + raw.compared());
          }
          table.row(cells);
        });
    return table;
  }

  private Table timelineTable() {
    Table table =
        new Table(
            List.of(
                Table.Column.words("timelines"),
                Table.Column.numbers("cases"),
                Table.Column.numbers("attempts"),
                Table.Column.numbers("final states")));
    TimelineTally all = new TimelineTally();
    timelines.forEach(
        (family, tally) -> {
          all.add(tally);
          table.row(cells(family, tally));
        });
    if (timelines.size() > 1) {
      table.row(cells("all", all));
    }
    return table;
  }

  private static List<String> cells(String family, TimelineTally tally) {
    return List.of(
        family,
        Integer.toString(tally.cases()),
        tally.attempts().text(),
        tally.finalStates().text());
  }

  private static String paragraph(CaseDifference difference) {
    StringBuilder text = new StringBuilder();
    text.append(Shown.sentence(difference.name())).append(" (").append(difference.position());
    text.append("), pod ").append(Shown.sentence(difference.pod()));
    text.append(", ").append(difference.field());
    if (difference.plugin() != null) {
      text.append(", plugin ").append(Shown.plain(difference.plugin()));
    }
    if (difference.node() != null) {
      text.append(", node ").append(Shown.plain(difference.node()));
    }
    text.append(":\n");
    text.append("  expected  ").append(value(difference.expected())).append('\n');
    text.append("  found     ").append(value(difference.found())).append('\n');
    return text.toString();
  }

  private static String value(@Nullable String value) {
    return value == null ? "nothing" : value.isEmpty() ? "none" : Shown.sentence(value);
  }

  /** The report for programs. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("equal", isEqual());
    tree.put("cases", cases);
    tree.put("casesDiffering", casesDiffering);
    List<Object> familyList = new ArrayList<>();
    families.forEach((family, tally) -> familyList.add(tree(family, tally)));
    tree.put("families", familyList);
    List<Object> timelineList = new ArrayList<>();
    timelines.forEach(
        (family, tally) -> {
          Map<String, Object> entry = new LinkedHashMap<>();
          entry.put("family", family);
          entry.put("cases", tally.cases());
          entry.put("attempts", tally.attempts());
          entry.put("finalStates", tally.finalStates());
          timelineList.add(entry);
        });
    tree.put("timelines", timelineList);
    tree.put("differences", List.copyOf(differences));
    return tree;
  }

  private static Map<String, Object> tree(String family, Tally tally) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("family", family);
    entry.put("cases", tally.cases());
    entry.put("pods", tally.pods());
    entry.put("decisions", tally.decisions());
    for (Aspect.Group group : Aspect.Group.values()) {
      entry.put(group.key(), tally.group(group));
    }
    Map<String, Object> plugins = new LinkedHashMap<>();
    tally
        .rawByPlugin()
        .forEach(
            (plugin, raw) -> {
              Map<String, Object> scores = new LinkedHashMap<>();
              scores.put("raw", raw);
              scores.put(
                  "normalized", tally.normalizedByPlugin().getOrDefault(plugin, Agreement.NONE));
              plugins.put(plugin, scores);
            });
    entry.put("plugins", plugins);
    return entry;
  }
}
