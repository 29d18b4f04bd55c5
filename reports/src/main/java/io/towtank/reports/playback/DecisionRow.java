package io.towtank.reports.playback;

import io.towtank.record.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision cut down to what a table of it shows: the best nodes and the one chosen, and how many
 * nodes were refused by whom and why.
 *
 * @param pod {@code namespace/name}
 * @param node the one chosen, empty for none
 * @param feasible how many nodes passed
 * @param rejected the most frequent refusals first
 * @param rows the highest total first
 * @param ties how many nodes have the highest total
 */
record DecisionRow(
    long timeNanos,
    String pod,
    int attempt,
    String node,
    int nodes,
    int feasible,
    String message,
    List<Refused> rejected,
    List<Plugin> plugins,
    List<Row> rows,
    int ties,
    @Nullable Preempted preemption) {
  private static final int ROWS_MAX = 12;
  private static final int REFUSALS_MAX = 20;
  private static final int VICTIMS_MAX = 50;

  /** So many nodes were refused by a plugin for a reason. */
  record Refused(int count, String plugin, String reason) {}

  /** A plugin that scored. */
  record Plugin(String name, int weight) {}

  /** A node's scores, in the order of the plugins. */
  record Row(String node, long total, List<Long> raw, List<Long> normalized) {}

  /** Who is evicted where, of how many nodes on which that would have helped. */
  record Preempted(String node, List<String> victims, int candidates) {}

  static DecisionRow of(Decision decision) {
    return new DecisionRow(
        decision.timeNanos(),
        decision.pod(),
        decision.attempt(),
        decision.selected(),
        decision.nodes(),
        decision.feasible().size(),
        decision.message(),
        refusals(decision),
        decision.scores().stream()
            .map(scores -> new Plugin(scores.plugin(), scores.weight()))
            .toList(),
        rows(decision),
        decision.best().size(),
        preempted(decision.preemption()));
  }

  private static List<Refused> refusals(Decision decision) {
    record Why(String plugin, String reason) {}
    Map<Why, Integer> counts = new LinkedHashMap<>();
    Decision.Refusal preFilter = decision.preFilter();
    if (preFilter != null) {
      String reason = String.join(", ", preFilter.reasons());
      counts.put(new Why(preFilter.plugin(), reason), decision.nodes());
    }
    for (Decision.NodeVerdict verdict : decision.rejected()) {
      Decision.Refusal refusal = verdict.refusal();
      counts.merge(
          new Why(refusal.plugin(), String.join(", ", refusal.reasons())), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(e -> new Refused(e.getValue(), e.getKey().plugin(), e.getKey().reason()))
        .sorted(Comparator.comparingInt(refused -> -refused.count()))
        .limit(REFUSALS_MAX)
        .toList();
  }

  private static List<Row> rows(Decision decision) {
    List<Long> totals = decision.totals();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < decision.feasible().size(); i++) {
      order.add(i);
    }
    if (!totals.isEmpty()) {
      order.sort(Comparator.comparingLong(i -> -totals.get(i)));
    }
    List<Row> rows = new ArrayList<>();
    for (int rank = 0; rank < order.size(); rank++) {
      int i = order.get(rank);
      String node = decision.feasible().get(i);
      if (rank < ROWS_MAX || node.equals(decision.selected())) {
        rows.add(
            new Row(
                node,
                totals.isEmpty() ? 0 : totals.get(i),
                decision.scores().stream().map(scores -> scores.raw().get(i)).toList(),
                decision.scores().stream().map(scores -> scores.normalized().get(i)).toList()));
      }
    }
    return rows;
  }

  private static @Nullable Preempted preempted(Decision.@Nullable Preemption preemption) {
    if (preemption == null) {
      return null;
    }
    List<String> victims = new ArrayList<>();
    for (Decision.Candidate candidate : preemption.candidates()) {
      if (candidate.node().equals(preemption.chosen())) {
        candidate.victims().stream()
            .limit(VICTIMS_MAX)
            .forEach(victim -> victims.add(victim.pod()));
      }
    }
    return new Preempted(preemption.chosen(), victims, preemption.candidates().size());
  }
}
