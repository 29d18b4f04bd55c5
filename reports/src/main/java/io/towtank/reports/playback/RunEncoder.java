package io.towtank.reports.playback;

import io.towtank.record.NodeDescription;
import io.towtank.record.NodeEvent;
import io.towtank.record.PodOutcome;
import io.towtank.record.PodRow;
import io.towtank.record.RunSummary;
import io.towtank.reports.RunHeadline;
import io.towtank.reports.format.Humanize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonGenerator;

/**
 * Writes one run of a page's data: what it was, its nodes and its pods; {@link CourseEncoder}
 * writes the rest.
 */
final class RunEncoder {
  private final JsonGenerator json;
  private final RunPlayback run;
  private final PlaybackRecorder recorder;
  private final PlaybackBudget budget;
  private final Texts texts = new Texts();
  private final Columns columns;
  private final TimeUnits times = new TimeUnits();
  private final PageResources resources;
  private final List<NodeDescription> nodes;
  private final Map<String, Integer> nodeNumbers = new HashMap<>();
  private final List<PodRow> pods;
  private final List<String> omitted = new ArrayList<>();

  /**
   * Writes a run.
   *
   * @param factor what part of the run's budget may be used
   */
  RunEncoder(JsonGenerator json, RunPlayback run, double factor) {
    this.json = json;
    this.run = run;
    recorder = run.recorder();
    budget = recorder.budget().times(factor);
    columns = new Columns(json, texts);
    resources = new PageResources(recorder.nodes().values());
    nodes = List.copyOf(recorder.nodes().values());
    nodes.forEach(node -> nodeNumbers.put(node.name(), nodeNumbers.size()));
    pods = recorder.pods().select(budget.podsMax());
  }

  void write() {
    CourseEncoder course =
        new CourseEncoder(json, run, budget, columns, texts, times, omitted, pods, nodeNumbers);
    noteTimes();
    course.noteTimes();
    times.choose();
    RunSummary.Provenance provenance = run.summary().provenance();
    json.writeStartObject();
    text("scenario", provenance.scenario());
    text("policy", provenance.policy());
    text("seed", Long.toString(provenance.seed()));
    text("replay", provenance.replay());
    text("version", provenance.version());
    json.writeObjectPropertyStart("scales");
    provenance.scales().forEach(this::text);
    json.writeEndObject();
    json.writeNumberProperty("timeUnitNanos", times.unitNanos());
    json.writeNumberProperty("endTime", times.of(endNanos()));
    headline();
    columns.words("warnings", run.summary().warnings());
    resources();
    nodes();
    pods();
    frames();
    course.write();
    json.writeEndObject();
  }

  private void text(String name, String text) {
    json.writeStringProperty(Texts.clean(name), Texts.clean(text));
  }

  private long endNanos() {
    return StrictMath.round(run.summary().simulatedSeconds() * 1e9);
  }

  private void noteTimes() {
    times.note(endNanos());
    for (PodRow pod : pods) {
      times.note(pod.createdNanos());
      times.note(pod.boundNanos());
      times.note(pod.startedNanos());
      times.note(pod.releasedNanos());
    }
  }

  private void headline() {
    json.writeArrayPropertyStart("headline");
    for (RunHeadline.Figure figure : RunHeadline.of(run.summary())) {
      json.writeStartObject();
      text("value", figure.value());
      text("label", figure.label());
      text("meaning", figure.meaning());
      text("tone", figure.tone().label());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void resources() {
    json.writeArrayPropertyStart("resources");
    for (PageResources.Resource resource : resources.all()) {
      json.writeStartObject();
      text("name", resource.name());
      text("label", resource.label());
      text("unit", resource.unit());
      json.writeNumberProperty("scale", resource.scale());
      text("shown", resource.shown());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (!resources.leftOut().isEmpty()) {
      omitted.add("Not shown on nodes: " + String.join(", ", resources.leftOut()) + ".");
    }
  }

  private void nodes() {
    Map<String, Long> joined = new HashMap<>();
    Map<String, Long> left = new HashMap<>();
    for (NodeEvent event : recorder.nodeEvents().kept()) {
      if (event.kind() == NodeEvent.Kind.JOINED) {
        joined.putIfAbsent(event.node(), event.atNanos());
        left.remove(event.node());
      } else if (event.kind() == NodeEvent.Kind.LEFT) {
        left.put(event.node(), event.atNanos());
      }
    }
    json.writeObjectPropertyStart("nodes");
    columns.texts("name", nodes, NodeDescription::name);
    columns.texts("zone", nodes, NodeDescription::zone);
    columns.texts("rack", nodes, NodeDescription::rack);
    columns.texts("model", nodes, NodeDescription::model);
    json.writeArrayPropertyStart("allocatable");
    List<long[]> amounts = nodes.stream().map(resources::of).toList();
    for (int r = 0; r < resources.all().size(); r++) {
      json.writeStartArray();
      for (long[] amount : amounts) {
        json.writeNumber(amount[r]);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    columns.numbers("joined", nodes, node -> joinedAt(joined.getOrDefault(node.name(), 0L)));
    columns.numbers("left", nodes, node -> times.of(left.getOrDefault(node.name(), -1L)));
    columns.numbers("devices", nodes, NodeDescription::devices);
    json.writeEndObject();
  }

  private long joinedAt(long nanos) {
    return nanos == 0 ? -1 : times.of(nanos);
  }

  @SuppressWarnings("EnumOrdinal") // "outcomes" stand in the same order
  private void pods() {
    Map<List<Long>, Integer> requests = new LinkedHashMap<>();
    List<Integer> requestOf = new ArrayList<>();
    for (PodRow pod : pods) {
      List<Long> amounts = resources.of(pod.requests());
      Integer number = requests.get(amounts);
      if (number == null) {
        number = requests.size();
        requests.put(amounts, number);
      }
      requestOf.add(number);
    }
    json.writeArrayPropertyStart("requests");
    for (List<Long> amounts : requests.keySet()) {
      json.writeStartArray();
      amounts.forEach(json::writeNumber);
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeObjectPropertyStart("pods");
    columns.texts("name", pods, PodRow::name);
    columns.texts("namespace", pods, PodRow::namespace);
    columns.texts("owner", pods, recorder::ownerOf);
    columns.numbers("priority", pods, PodRow::priority);
    columns.numbers("request", requestOf, number -> number);
    columns.numbers("node", pods, pod -> nodeNumbers.getOrDefault(pod.node(), -1));
    ToLongFunction<PodRow> created = pod -> times.of(pod.createdNanos());
    ToLongFunction<PodRow> bound = pod -> times.of(boundNanos(pod));
    columns.deltas("created", pods, created);
    columns.numbers("bound", pods, pod -> since(created, bound, pod));
    columns.numbers("started", pods, pod -> since(bound, this::started, pod));
    columns.numbers("ended", pods, pod -> since(created, this::ended, pod));
    columns.numbers("attempts", pods, PodRow::attempts);
    columns.numbers("outcome", pods, pod -> pod.outcome().ordinal());
    columns.texts("reason", pods, this::reasonOf);
    json.writeEndObject();
    json.writeArrayPropertyStart("outcomes");
    for (PodOutcome outcome : PodOutcome.values()) {
      json.writeString(outcome.label());
    }
    json.writeEndArray();
  }

  /** A pod that came with its node is bound from its creation on. */
  private static long boundNanos(PodRow pod) {
    return pod.boundNanos() < 0 && !pod.node().isEmpty() ? pod.createdNanos() : pod.boundNanos();
  }

  /** One that ran before the run began has started when it was bound. */
  private long started(PodRow pod) {
    return pod.startedNanos() < -1 ? times.of(boundNanos(pod)) : times.of(pod.startedNanos());
  }

  private long ended(PodRow pod) {
    return times.of(pod.releasedNanos());
  }

  private static long since(ToLongFunction<PodRow> from, ToLongFunction<PodRow> to, PodRow pod) {
    long start = from.applyAsLong(pod);
    long end = to.applyAsLong(pod);
    return start < 0 || end < 0 ? -1 : Math.max(0, end - start);
  }

  /** Reasons that differ in numbers alone are one where there are very many pods. */
  private String reasonOf(PodRow pod) {
    return texts.all().size() - pods.size() > REASONS_MAX
        ? Reasons.withoutCounts(pod.reason())
        : pod.reason();
  }

  private static final int REASONS_MAX = 20_000;

  private void frames() {
    long total = recorder.pods().pods();
    if (total <= pods.size() || recorder.loads() == null) {
      json.writeNullProperty("frames");
      return;
    }
    Frames frames = new Frames(recorder.loads(), budget.cellsMax(), resources, nodes);
    frames.write(json, times);
    omitted.add(
        Humanize.count(pods.size())
            + " of "
            + Humanize.count(total)
            + " pods are here one by one: those that failed, were evicted or preempted or never"
            + " found a node (of "
            + Humanize.count(recorder.pods().notablePods())
            + " such pods, as many as there is room for), those that waited longest, those that"
            + " requested most, and of the others a sample by the hash of their names. How full"
            + " nodes are follows from all pods: the highest in each of "
            + Humanize.count(frames.count())
            + " intervals, none longer than "
            + Humanize.duration(frames.longestNanos(endNanos()) / 1e9)
            + ".");
  }
}
