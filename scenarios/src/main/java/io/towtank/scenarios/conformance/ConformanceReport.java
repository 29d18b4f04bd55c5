package io.towtank.scenarios.conformance;

import io.towtank.reports.table.TextTable;
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

  /** The report for people, in lines of at most that many characters where tables can be cut. */
  public String text(int width) {
    StringBuilder text = new StringBuilder();
    if (!families.isEmpty()) {
      text.append(familyTable().render(width)).append('\n');
      TextTable plugins = pluginTable();
      text.append("Scores that agree, by plugin: raw, normalised\n");
      text.append(plugins.render(width)).append('\n');
    }
    if (!timelines.isEmpty()) {
      text.append(timelineTable().render(width)).append('\n');
    }
    for (CaseDifference difference : differences) {
      text.append(paragraph(difference)).append('\n');
    }
    if (differencesOfShownCases > differences.size()) {
      text.append("Differences not shown: ")
          .append(differencesOfShownCases - differences.size())
          .append(" more in the first decisions that differ (--differences shows more).\n\n");
    }
    text.append(
        isEqual()
            ? "All " + cases + " cases are as recorded.\n"
            : casesDiffering + " of " + cases + " cases differ from the recording.\n");
    return text.toString();
  }

  private TextTable familyTable() {
    List<TextTable.Column> columns = new ArrayList<>();
    columns.add(TextTable.Column.words("family"));
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
      columns.add(TextTable.Column.numbers(title));
    }
    TextTable table = new TextTable(columns);
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

  private TextTable pluginTable() {
    SortedSet<String> plugins = new TreeSet<>();
    families.values().forEach(tally -> plugins.addAll(tally.rawByPlugin().keySet()));
    List<TextTable.Column> columns = new ArrayList<>();
    columns.add(TextTable.Column.words("family"));
    plugins.forEach(plugin -> columns.add(TextTable.Column.numbers(plugin)));
    TextTable table = new TextTable(columns);
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

  private TextTable timelineTable() {
    TextTable table =
        new TextTable(
            List.of(
                TextTable.Column.words("timelines"),
                TextTable.Column.numbers("cases"),
                TextTable.Column.numbers("attempts"),
                TextTable.Column.numbers("final states")));
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
