package io.towtank.reports.explain;

import io.towtank.record.Decision;
import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import io.towtank.reports.table.Table.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nodes that could not take a pod, those with the same reason together. */
final class RejectedText {
  private static final String UNSCHEDULABLE = "Unschedulable";

  private RejectedText() {}

  /**
   * The most frequent reason first; what is not shown is counted by reason.
   *
   * @param rejected in node order
   * @param nodesMax most nodes shown, 0 or more
   */
  static Document of(List<Decision.NodeVerdict> rejected, int nodesMax) {
    Table table =
        new Table(
            List.of(
                Column.words("  node"),
                Column.words("rejected by"),
                Column.words("preemption"),
                Column.words("because")));
    Table rest = new Table(List.of(Column.numbers(""), Column.words(""), Column.words("")));
    int left = nodesMax;
    int hidden = 0;
    for (Map.Entry<Decision.Refusal, List<String>> group : groups(rejected)) {
      Decision.Refusal refusal = group.getKey();
      List<String> nodes = group.getValue();
      int shown = Math.min(left, nodes.size());
      for (String node : nodes.subList(0, shown)) {
        table.row(
            "  " + node,
            refusal.plugin(),
            refusal.code().equals(UNSCHEDULABLE) ? "may help" : "can't help",
            String.join(", ", refusal.reasons()));
      }
      left -= shown;
      if (shown < nodes.size()) {
        hidden += nodes.size() - shown;
        rest.row(
            "  " + (nodes.size() - shown),
            refusal.plugin() + ":",
            String.join(", ", refusal.reasons()));
      }
    }
    Document document = new Document();
    if (hidden < rejected.size()) {
      document.table(table);
    }
    if (hidden > 0) {
      document
          .line(
              hidden == rejected.size()
                  ? Words.nodes(hidden) + " could not take it:"
                  : "and " + hidden + " more that could not:")
          .wholeTable(rest);
    }
    return document;
  }

  private static List<Map.Entry<Decision.Refusal, List<String>>> groups(
      List<Decision.NodeVerdict> rejected) {
    Map<Decision.Refusal, List<String>> groups = new LinkedHashMap<>();
    for (Decision.NodeVerdict verdict : rejected) {
      groups.computeIfAbsent(verdict.refusal(), refusal -> new ArrayList<>()).add(verdict.node());
    }
    List<Map.Entry<Decision.Refusal, List<String>>> sorted = new ArrayList<>(groups.entrySet());
    sorted.sort(Comparator.comparing(group -> -group.getValue().size()));
    return sorted;
  }
}
