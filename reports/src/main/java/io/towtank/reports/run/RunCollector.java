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
import io.towtank.reports.playback.Reasons;
import io.towtank.reports.series.Series;
import io.towtank.reports.series.WaitTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps of a run what its charts and its page need; its size does not grow with the pods. */
final class RunCollector implements RunRecorder {
  private static final int REASONS_MAX = 1000;
  private static final String OTHER = "other reasons";

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
      String reason = Reasons.withoutCounts(row.reason());
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
