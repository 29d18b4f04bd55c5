package io.towtank.reports.playback;

import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.record.ClusterMark;
import io.towtank.record.Decision;
import io.towtank.record.FaultEvent;
import io.towtank.record.FaultRow;
import io.towtank.record.LoadHistory;
import io.towtank.record.NodeDescription;
import io.towtank.record.NodeEvent;
import io.towtank.record.PodRow;
import io.towtank.record.RunRecorder;
import io.towtank.record.WorkloadRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps a run's course for its playback; its size does not grow with the pods that have ended. */
public final class PlaybackRecorder implements RunRecorder {
  private static final int NODE_EVENTS_MAX = 120_000;
  private static final int MARKS_MAX = 30_000;
  private static final int FAULT_EVENTS_MAX = 20_000;
  private static final int WORKLOADS_MAX = 2_000;
  private static final int OWNERS_MAX = 100_000;
  private static final String HASH_LABEL = "pod-template-hash";

  private final PlaybackBudget budget;
  private final PodSample pods;
  private final DecisionSample decisions;
  private final PendingReasons reasons = new PendingReasons();
  private final Map<String, NodeDescription> nodes = new LinkedHashMap<>();
  private final EventList<NodeEvent> nodeEvents = new EventList<>(NODE_EVENTS_MAX, event -> false);
  private final EventList<ClusterMark> marks = new EventList<>(MARKS_MAX, PlaybackRecorder::mayGo);
  private final EventList<FaultEvent> faultEvents =
      new EventList<>(FAULT_EVENTS_MAX, event -> false);
  private final List<FaultRow> faults = new ArrayList<>();
  private final List<WorkloadRow> workloads = new ArrayList<>();
  private final Map<String, String> deployments = new HashMap<>();
  private @Nullable LoadHistory loads;

  /**
   * Keeps nothing yet.
   *
   * @param recordsAll whether all decisions are recorded anyway
   */
  public PlaybackRecorder(PlaybackBudget budget, boolean recordsAll) {
    this.budget = budget;
    pods = new PodSample(budget.podsMax());
    decisions = new DecisionSample(budget, recordsAll);
  }

  private static boolean mayGo(ClusterMark mark) {
    return mark.kind() != ClusterMark.Kind.ACTION && mark.kind() != ClusterMark.Kind.SCALED;
  }

  @Override
  public boolean wantsCourse() {
    return true;
  }

  @Override
  public void expected(int nodeCount, long podCount) {
    decisions.expected(nodeCount, podCount);
  }

  @Override
  public void created(Pod pod) {
    OwnerReference owner = pod.owner();
    if (owner == null || !owner.kind().equals("ReplicaSet")) {
      return;
    }
    String hash = pod.labels().get(HASH_LABEL);
    if (hash != null && owner.name().endsWith("-" + hash) && deployments.size() < OWNERS_MAX) {
      String name = owner.name().substring(0, owner.name().length() - hash.length() - 1);
      deployments.put(pod.namespace() + "/" + owner.name(), name);
    }
  }

  @Override
  public void pod(PodRow row) {
    long hash = Hashes.of(row.namespace(), row.name());
    pods.add(row, hash, decisions.isDecided(hash));
  }

  @Override
  public void nodeDescribed(NodeDescription node) {
    nodes.put(node.name(), node);
  }

  @Override
  public void nodeEvent(NodeEvent event) {
    nodeEvents.add(event);
  }

  @Override
  public void mark(ClusterMark mark) {
    marks.add(mark);
  }

  @Override
  public void pending(long atNanos, @Nullable String before, @Nullable String after) {
    reasons.change(atNanos, before, after);
  }

  @Override
  public void loadHistory(LoadHistory value) {
    loads = value;
  }

  @Override
  public void fault(FaultRow row) {
    faults.add(row);
  }

  @Override
  public void faultEvent(FaultEvent event) {
    faultEvents.add(event);
  }

  @Override
  public void workload(WorkloadRow row) {
    if (workloads.size() < WORKLOADS_MAX) {
      workloads.add(row);
    }
  }

  @Override
  public boolean wantsDecisions() {
    return true;
  }

  @Override
  public boolean wantsDecisions(Pod pod) {
    return decisions.wants(pod);
  }

  @Override
  public void decision(Decision decision) {
    decisions.add(decision);
  }

  PlaybackBudget budget() {
    return budget;
  }

  PodSample pods() {
    return pods;
  }

  DecisionSample decisions() {
    return decisions;
  }

  PendingReasons reasons() {
    return reasons;
  }

  /** By name, in the order in which they first joined, each as it was described last. */
  Map<String, NodeDescription> nodes() {
    return nodes;
  }

  EventList<NodeEvent> nodeEvents() {
    return nodeEvents;
  }

  EventList<ClusterMark> marks() {
    return marks;
  }

  EventList<FaultEvent> faultEvents() {
    return faultEvents;
  }

  List<FaultRow> faults() {
    return faults;
  }

  List<WorkloadRow> workloads() {
    return workloads;
  }

  @Nullable LoadHistory loads() {
    return loads;
  }

  /** What a pod belongs to, such as {@code Deployment default/web}; empty for a bare pod. */
  String ownerOf(PodRow row) {
    int slash = row.owner().indexOf('/');
    if (slash < 0) {
      return "";
    }
    String kind = row.owner().substring(0, slash);
    String name = row.owner().substring(slash + 1);
    String deployment =
        kind.equals("ReplicaSet") ? deployments.get(row.namespace() + "/" + name) : null;
    return deployment == null
        ? kind + " " + row.namespace() + "/" + name
        : "Deployment " + row.namespace() + "/" + deployment;
  }
}
