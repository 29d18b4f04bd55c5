package io.towtank.reports.playback;

import io.towtank.record.ClusterMark;
import io.towtank.record.FaultEvent;
import io.towtank.record.FaultRow;
import io.towtank.record.NodeEvent;
import io.towtank.record.PodRow;
import io.towtank.record.SeriesSchema;
import io.towtank.record.WorkloadRow;
import io.towtank.reports.format.Humanize;
import io.towtank.reports.format.Numbers;
import io.towtank.reports.series.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes what happened in a run besides the lives of its pods. */
final class CourseEncoder {
  private static final int POINTS_MAX = 2_000;
  private static final int REASONS_MAX = 12;
  private static final int FAULTS_MAX = 1_000;
  private static final int DIGITS = 5;
  private static final String FAULT_BEGAN = "fault-began";
  private static final String FAULT_ENDED = "fault-ended";

  private final JsonGenerator json;
  private final PlaybackRecorder recorder;
  private final Columns columns;
  private final Texts texts;
  private final TimeUnits times;
  private final List<String> omitted;
  private final Map<String, Integer> nodeNumbers;
  private final Series.Points series;
  private final SeriesSchema schema;
  private final List<Mark> marks = new ArrayList<>();
  private final List<FaultRow> faults;
  private final DecisionEncoder decisions;

  /** Anything marked on the line of time. */
  private record Mark(long atNanos, int kind, String object, String detail) {}

  CourseEncoder(
      JsonGenerator json,
      RunPlayback run,
      PlaybackBudget budget,
      Columns columns,
      Texts texts,
      TimeUnits times,
      List<String> omitted,
      List<PodRow> pods,
      Map<String, Integer> nodeNumbers) {
    this.json = json;
    this.recorder = run.recorder();
    this.columns = columns;
    this.texts = texts;
    this.times = times;
    this.omitted = omitted;
    this.nodeNumbers = nodeNumbers;
    series = run.series().points(POINTS_MAX);
    schema = run.series().schema();
    faults = recorder.faults().stream().limit(FAULTS_MAX).toList();
    collectMarks();
    decisions = new DecisionEncoder(recorder, budget, pods, nodeNumbers, texts, times);
  }

  @SuppressWarnings("EnumOrdinal") // "markKinds" stand in the same order, after those of faults
  private void collectMarks() {
    for (FaultRow fault : recorder.faults()) {
      marks.add(new Mark(fault.beginNanos(), 0, fault.targets(), fault.fault()));
      if (fault.endNanos() >= 0) {
        marks.add(new Mark(fault.endNanos(), 1, fault.targets(), fault.fault()));
      }
    }
    for (ClusterMark mark : recorder.marks().kept()) {
      marks.add(new Mark(mark.atNanos(), 2 + mark.kind().ordinal(), mark.object(), mark.detail()));
    }
    marks.sort(Comparator.comparingLong(Mark::atNanos));
  }

  void noteTimes() {
    marks.forEach(mark -> times.note(mark.atNanos()));
    recorder.nodeEvents().kept().forEach(event -> times.note(event.atNanos()));
    decisions.noteTimes();
  }

  void write() {
    nodeEvents();
    marks();
    faults();
    faultEvents();
    workloads();
    series();
    pendingReasons();
    decisions.write(json);
    columns.words("omitted", omitted);
    columns.words("strings", texts.all());
  }

  @SuppressWarnings("EnumOrdinal") // "nodeEventKinds" stand in the same order
  private void nodeEvents() {
    List<NodeEvent> events =
        recorder.nodeEvents().kept().stream()
            .filter(event -> event.kind() != NodeEvent.Kind.JOINED || event.atNanos() > 0)
            .toList();
    json.writeObjectPropertyStart("nodeEvents");
    columns.deltas("time", events, event -> times.of(event.atNanos()));
    columns.numbers("node", events, event -> nodeNumbers.getOrDefault(event.node(), -1));
    columns.numbers("kind", events, event -> event.kind().ordinal());
    columns.texts("detail", events, NodeEvent::detail);
    json.writeEndObject();
    json.writeArrayPropertyStart("nodeEventKinds");
    for (NodeEvent.Kind kind : NodeEvent.Kind.values()) {
      json.writeString(kind.label());
    }
    json.writeEndArray();
    leftOut(recorder.nodeEvents().omitted(), "changes of nodes, the last ones");
  }

  private void leftOut(long count, String what) {
    if (count > 0) {
      omitted.add("Left out: " + Humanize.count(count) + " " + what + ".");
    }
  }

  private void marks() {
    json.writeObjectPropertyStart("marks");
    columns.deltas("time", marks, mark -> times.of(mark.atNanos()));
    columns.numbers("kind", marks, Mark::kind);
    columns.texts("object", marks, Mark::object);
    columns.texts("detail", marks, Mark::detail);
    json.writeEndObject();
    json.writeArrayPropertyStart("markKinds");
    json.writeString(FAULT_BEGAN);
    json.writeString(FAULT_ENDED);
    for (ClusterMark.Kind kind : ClusterMark.Kind.values()) {
      json.writeString(kind.label());
    }
    json.writeEndArray();
    leftOut(recorder.marks().omitted(), "evictions, preemptions and failures, evenly spread");
  }

  private void faults() {
    json.writeArrayPropertyStart("faults");
    for (FaultRow fault : faults) {
      json.writeStartObject();
      json.writeNumberProperty("number", fault.number());
      json.writeStringProperty("plan", Texts.clean(fault.plan()));
      json.writeStringProperty("fault", Texts.clean(fault.fault()));
      json.writeStringProperty("targets", Texts.clean(fault.targets()));
      json.writeNumberProperty("nodes", fault.nodes());
      json.writeNumberProperty("begin", times.of(fault.beginNanos()));
      json.writeNumberProperty("detected", times.of(fault.detectedNanos()));
      json.writeNumberProperty("evicted", times.of(fault.evictedNanos()));
      json.writeNumberProperty("rescheduled", times.of(fault.rescheduledNanos()));
      json.writeNumberProperty("ready", times.of(fault.readyNanos()));
      json.writeNumberProperty("end", times.of(fault.endNanos()));
      json.writeNumberProperty("podsHit", fault.podsHit());
      json.writeNumberProperty("podsLost", fault.podsLost());
      json.writeNumberProperty("podsRescheduled", fault.podsRescheduled());
      json.writeNumberProperty("podsRecovered", fault.podsRecovered());
      json.writeNumberProperty("workloadsHit", fault.workloadsHit());
      json.writeEndObject();
    }
    json.writeEndArray();
    leftOut(recorder.faults().size() - (long) faults.size(), "faults, the last ones");
  }

  private void faultEvents() {
    List<FaultEvent> events = recorder.faultEvents().kept();
    json.writeObjectPropertyStart("faultEvents");
    columns.numbers("fault", events, FaultEvent::fault);
    columns.numbers("time", events, event -> times.of(event.atNanos()));
    columns.texts("kind", events, event -> event.kind().words());
    columns.texts("object", events, FaultEvent::object);
    columns.texts("detail", events, FaultEvent::detail);
    json.writeEndObject();
    leftOut(recorder.faultEvents().omitted(), "steps of faults, the last ones");
  }

  private void workloads() {
    json.writeArrayPropertyStart("workloads");
    for (WorkloadRow row : recorder.workloads()) {
      json.writeStartObject();
      json.writeStringProperty("kind", Texts.clean(row.kind()));
      json.writeStringProperty("namespace", Texts.clean(row.namespace()));
      json.writeStringProperty("name", Texts.clean(row.name()));
      json.writeNumberProperty("wanted", row.wanted());
      json.writeNumberProperty("ready", row.ready());
      number("availability", row.availabilityRatio());
      number("nines", row.availabilityNines());
      number("fullAvailability", row.fullAvailabilityRatio());
      number("replicaAvailability", row.replicaAvailabilityRatio());
      number("unavailableReplicaSeconds", row.unavailableReplicaSeconds());
      json.writeNumberProperty("voluntary", row.voluntaryDisruptions());
      json.writeNumberProperty("involuntary", row.involuntaryDisruptions());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void number(String name, double value) {
    json.writeName(name);
    json.writeNumber(Numbers.plain(value));
  }

  private void series() {
    json.writeObjectPropertyStart("series");
    json.writeArrayPropertyStart("columns");
    for (SeriesSchema.Column column : schema.columns()) {
      json.writeStartObject();
      json.writeStringProperty("key", Texts.clean(column.key()));
      json.writeStringProperty("unit", Texts.clean(column.unit()));
      json.writeStringProperty("label", Texts.clean(label(column.key())));
      json.writeStringProperty("description", Texts.clean(column.description()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("time");
    for (long time : series.timesNanos()) {
      json.writeNumber(times.of(time));
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("values");
    for (double[] column : series.values()) {
      json.writeStartArray();
      for (double value : column) {
        json.writeNumber(Numbers.plain(value, DIGITS));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
    if (series.isMerged()) {
      omitted.add(
          "Of the time series there are "
              + Humanize.count(series.timesNanos().length / 2)
              + " intervals, each with its lowest and highest values.");
    }
  }

  /** A column's key without its unit, in words. */
  private static String label(String key) {
    return key.replaceAll("_(count|ratio|seconds|millicores|bytes|milli)$", "").replace('_', ' ');
  }

  private void pendingReasons() {
    List<PendingReasons.Point> points = recorder.reasons().points();
    List<String> reasons = recorder.reasons().reasons();
    long[] weight = new long[reasons.size()];
    for (PendingReasons.Point point : points) {
      for (int r = 0; r < point.counts().length; r++) {
        weight[r] += point.counts()[r];
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int r = 0; r < weight.length; r++) {
      if (weight[r] > 0) {
        order.add(r);
      }
    }
    order.sort(Comparator.comparingLong(r -> -weight[r]));
    boolean hasOthers = order.size() > REASONS_MAX;
    List<Integer> shown = order.subList(0, Math.min(order.size(), REASONS_MAX));
    json.writeObjectPropertyStart("pendingReasons");
    columns.numbers("time", points, point -> times.of(point.timeNanos()));
    List<String> names = new ArrayList<>();
    shown.forEach(r -> names.add(reasons.get(r)));
    if (hasOthers) {
      names.add(PendingReasons.OTHER);
    }
    columns.texts("reasons", names, name -> name);
    json.writeArrayPropertyStart("counts");
    for (int r : shown) {
      columns.list(points, point -> r < point.counts().length ? point.counts()[r] : 0);
    }
    if (hasOthers) {
      columns.list(points, point -> point.waiting() - sum(point, shown));
    }
    json.writeEndArray();
    json.writeEndObject();
    if (recorder.reasons().isThinned()) {
      omitted.add(
          "Reasons of pending pods stand at "
              + Humanize.count(points.size())
              + " moments: of those between, that at which most pods waited.");
    }
  }

  private static int sum(PendingReasons.Point point, List<Integer> reasons) {
    int sum = 0;
    for (int r : reasons) {
      sum += r < point.counts().length ? point.counts()[r] : 0;
    }
    return sum;
  }
}
