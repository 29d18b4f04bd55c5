package io.towtank.reports.run;

import io.towtank.record.FaultEvent;
import io.towtank.record.FaultRow;
import io.towtank.record.NodeRow;
import io.towtank.record.PodOutcome;
import io.towtank.record.PodRow;
import io.towtank.record.RunRecorder;
import io.towtank.record.SeriesSample;
import io.towtank.record.SeriesSchema;
import io.towtank.record.WorkloadRow;
import io.towtank.reports.series.Series;
import io.towtank.reports.series.WaitTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps of a run what its charts and its page need; its size does not grow with the pods. */
final class RunCollector implements RunRecorder {
  private static final int REASONS_MAX = 1000;
  private static final int REASON_LENGTH_MAX = 300;
  private static final String OTHER = "other reasons";
  private static final Pattern UNSCHEDULABLE = Pattern.compile("^0/[0-9]+ nodes are available: ");
  private static final Pattern COUNT = Pattern.compile("(^|, )[0-9]+ ");

  private final WaitTimes waits = new WaitTimes();
  private final List<NodeRow> nodes = new ArrayList<>();
  private final Map<String, Long> reasons = new TreeMap<>();
  private final List<FaultRow> faults = new ArrayList<>();
  private final List<WorkloadRow> workloads = new ArrayList<>();
  private final List<FaultEvent> faultEvents = new ArrayList<>();
  private Series series = new Series(new SeriesSchema(List.of()));

  @Override
  public void pod(PodRow row) {
    if (row.boundNanos() >= 0) {
      waits.add(row.boundNanos() - row.createdNanos());
    }
    boolean unbound =
        row.outcome() == PodOutcome.PENDING || row.outcome() == PodOutcome.NEVER_FITTING;
    if (unbound && !row.reason().isEmpty()) {
      String reason = withoutCounts(row.reason());
      boolean room = reasons.size() < REASONS_MAX || reasons.containsKey(reason);
      reasons.merge(room ? reason : OTHER, 1L, Long::sum);
    }
  }

  @Override
  public void node(NodeRow row) {
    nodes.add(row);
  }

  @Override
  public void fault(FaultRow row) {
    faults.add(row);
  }

  @Override
  public void workload(WorkloadRow row) {
    workloads.add(row);
  }

  @Override
  public void faultEvent(FaultEvent event) {
    faultEvents.add(event);
  }

  @Override
  public void series(SeriesSchema schema) {
    series = new Series(schema);
  }

  @Override
  public void sample(SeriesSample sample) {
    series.add(sample);
  }

  /**
   * kube-scheduler's message without how many nodes each reason holds for, which differs from pod
   * to pod: {@code 0/3 nodes are available: 1 Insufficient cpu, 2 Too many pods.} becomes {@code
   * Insufficient cpu, Too many pods}.
   */
  static String withoutCounts(String message) {
    Matcher whole = UNSCHEDULABLE.matcher(message);
    String reasons = whole.find() ? inOrder(message.substring(whole.end())) : message;
    if (reasons.length() > REASON_LENGTH_MAX) {
      return reasons.substring(0, REASON_LENGTH_MAX) + "…";
    }
    return reasons;
  }

  /** Reasons stand by how many nodes each holds for, which would set equal ones apart. */
  private static String inOrder(String reasonList) {
    int end = reasonList.length() - (reasonList.endsWith(".") ? 1 : 0);
    return Stream.of(COUNT.split(reasonList.substring(0, end)))
        .filter(reason -> !reason.isEmpty())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  Series series() {
    return series;
  }

  WaitTimes waits() {
    return waits;
  }

  List<NodeRow> nodes() {
    return nodes;
  }

  List<FaultRow> faults() {
    return faults;
  }

  List<WorkloadRow> workloads() {
    return workloads;
  }

  List<FaultEvent> faultEvents() {
    return faultEvents;
  }

  /** Why pods were never bound, and how many by each reason, in the reasons' order. */
  Map<String, Long> reasons() {
    return reasons;
  }
}
