package io.towtank.reports.playback;

import io.towtank.record.PodRow;
import io.towtank.reports.format.Humanize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes decisions. */
final class DecisionEncoder {
  private final List<PodRow> pods;
  private final Map<String, Integer> nodeNumbers;
  private final Texts texts;
  private final TimeUnits times;
  private final List<DecisionRow> rows = new ArrayList<>();
  private final List<Integer> podOf = new ArrayList<>();
  private final boolean isAll;

  DecisionEncoder(
      PlaybackRecorder recorder,
      PlaybackBudget budget,
      List<PodRow> pods,
      Map<String, Integer> nodeNumbers,
      Texts texts,
      TimeUnits times) {
    this.pods = pods;
    this.nodeNumbers = nodeNumbers;
    this.texts = texts;
    this.times = times;
    List<DecisionRow> selected = recorder.decisions().select(budget.decisionsMax());
    Map<String, List<Integer>> byKey = new HashMap<>();
    selected.forEach(row -> byKey.put(row.pod(), new ArrayList<>(1)));
    for (int i = 0; i < pods.size() && !byKey.isEmpty(); i++) {
      List<Integer> numbers = byKey.get(pods.get(i).namespace() + "/" + pods.get(i).name());
      if (numbers != null) {
        numbers.add(i);
      }
    }
    for (DecisionRow row : selected) {
      int pod = podOf(byKey.getOrDefault(row.pod(), List.of()), row.timeNanos());
      if (pod >= 0) {
        rows.add(row);
        podOf.add(pod);
      }
    }
    isAll = recorder.decisions().isAll(budget.decisionsMax()) && rows.size() == selected.size();
  }

  /** The last pod of the name that was there at the time. */
  private int podOf(List<Integer> candidates, long timeNanos) {
    int found = -1;
    for (int i : candidates) {
      if (pods.get(i).createdNanos() <= timeNanos) {
        found = i;
      }
    }
    return found;
  }

  void noteTimes() {
    rows.forEach(row -> times.note(row.timeNanos()));
  }

  void write(JsonGenerator json) {
    json.writeArrayPropertyStart("decisions");
    for (int i = 0; i < rows.size(); i++) {
      write(json, rows.get(i), podOf.get(i));
    }
    json.writeEndArray();
    json.writeStringProperty("decisionNote", note());
  }

  private String note() {
    if (isAll) {
      return "All decisions are here.";
    }
    long decided = podOf.stream().distinct().count();
    return rows.isEmpty()
        ? "No decisions are here."
        : "Here are "
            + Humanize.count(rows.size())
            + " decisions about a sample of "
            + Humanize.count(decided)
            + " pods, chosen by the hash of their names.";
  }

  private void write(JsonGenerator json, DecisionRow row, int pod) {
    json.writeStartObject();
    json.writeNumberProperty("time", times.of(row.timeNanos()));
    json.writeNumberProperty("pod", pod);
    json.writeNumberProperty("attempt", row.attempt());
    json.writeNumberProperty("node", nodeNumbers.getOrDefault(row.node(), -1));
    json.writeNumberProperty("nodes", row.nodes());
    json.writeNumberProperty("feasible", row.feasible());
    json.writeNumberProperty("message", texts.number(row.message()));
    json.writeArrayPropertyStart("rejected");
    for (DecisionRow.Refused refused : row.rejected()) {
      json.writeStartArray();
      json.writeNumber(refused.count());
      json.writeNumber(texts.number(refused.plugin()));
      json.writeNumber(texts.number(refused.reason()));
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("plugins");
    for (DecisionRow.Plugin plugin : row.plugins()) {
      json.writeStartObject();
      json.writeStringProperty("name", Texts.clean(plugin.name()));
      json.writeNumberProperty("weight", plugin.weight());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("rows");
    for (DecisionRow.Row one : row.rows()) {
      json.writeStartArray();
      json.writeNumber(nodeNumbers.getOrDefault(one.node(), -1));
      json.writeNumber(one.total());
      numbers(json, one.raw());
      numbers(json, one.normalized());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeNumberProperty("ties", row.ties());
    json.writeNumberProperty("omittedRows", row.feasible() - row.rows().size());
    preemption(json, row);
    json.writeEndObject();
  }

  private static void numbers(JsonGenerator json, List<Long> values) {
    json.writeStartArray();
    values.forEach(json::writeNumber);
    json.writeEndArray();
  }

  private void preemption(JsonGenerator json, DecisionRow row) {
    DecisionRow.Preempted preempted = row.preemption();
    if (preempted == null) {
      json.writeNullProperty("preemption");
      return;
    }
    json.writeObjectPropertyStart("preemption");
    json.writeNumberProperty("node", nodeNumbers.getOrDefault(preempted.node(), -1));
    json.writeArrayPropertyStart("victims");
    preempted.victims().forEach(victim -> json.writeNumber(texts.number(victim)));
    json.writeEndArray();
    json.writeNumberProperty("candidates", preempted.candidates());
    json.writeEndObject();
  }
}
