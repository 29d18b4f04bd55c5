package io.towtank.reports.comparison;

import io.towtank.record.RunSummary;
import io.towtank.reports.page.Html;
import java.util.ArrayList;
import java.util.List;

/** {@code comparison.md}. */
final class Markdown {
  private Markdown() {}

  static String of(Comparison comparison) {
    RunSummary.Provenance provenance = comparison.runs().get(0).summary().provenance();
    StringBuilder text = new StringBuilder();
    text.append("# ").append(escape(provenance.scenario())).append(": policies compared\n\n");
    text.append(escape(provenance.replay())).append(", Towtank ");
    text.append(escape(provenance.version())).append("\n\n");
    List<String> head = new ArrayList<>();
    head.add("");
    head.addAll(comparison.policies());
    table(text, head, comparison.cells(true));
    text.append('\n').append(comparison.legend().replace("*", "\\*")).append('\n');
    if (comparison.policies().size() > 1) {
      head.remove(1);
      text.append("\n## Differences from ").append(escape(comparison.policies().get(0)));
      text.append(
          "\n\nPaired by seed: runs under one seed saw the same arrivals (pp: percentage points).\n\n");
      table(text, head, comparison.differenceCells());
    }
    return text.toString();
  }

  private static void table(StringBuilder text, List<String> head, List<List<String>> rows) {
    row(text, head);
    text.append("|---|").append("---:|".repeat(head.size() - 1)).append('\n');
    rows.forEach(cells -> row(text, cells));
  }

  private static void row(StringBuilder text, List<String> cells) {
    cells.forEach(cell -> text.append("| ").append(escape(cell)).append(' '));
    text.append("|\n");
  }

  private static String escape(String text) {
    return Html.escape(text).replace("\n", " ").replaceAll("([\\\\|*_`\\[\\]])", "\\\\$1");
  }
}
