package io.towtank.scenarios.run;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.fault.FaultAccounts;
import io.towtank.fault.FaultListener;
import io.towtank.fault.FaultRecord;
import io.towtank.model.DaemonSet;
import io.towtank.model.Deployment;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.ReplicaSet;
import io.towtank.model.ReplicationController;
import io.towtank.model.StatefulSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Notes what becomes of faults and pods while the whole loop runs. */
final class LoopLog implements FaultListener {
  private static final int FAULTS_MAX = 1000;
  private static final int NOTES_MAX = 100;

  private static final class Line {
    private final FaultRecord record;
    private final List<LoopReport.Note> notes = new ArrayList<>();

    Line(FaultRecord record) {
      this.record = record;
    }
  }

  private final ApiServer api;
  private final Map<Integer, Line> faults = new LinkedHashMap<>();
  private final SortedMap<String, Long> podsEnded = new TreeMap<>();
  private long podsCreated;
  private long restartsOfEnded;

  private final class PodWatcher implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      podsCreated++;
      if (pod.phase().isTerminal()) {
        ended(pod);
      }
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (newPod.phase().isTerminal() && !oldPod.phase().isTerminal()) {
        ended(newPod);
      }
    }

    @Override
    public void onDelete(Pod pod) {
      if (!pod.phase().isTerminal()) {
        ended(pod);
      }
    }
  }

  /** Notes from now on; to be made before anything is created. */
  LoopLog(ApiServer api) {
    this.api = api;
    api.pods().watch("loop-log", 0, new PodWatcher());
  }

  private void ended(Pod pod) {
    String how =
        pod.phase() == PodPhase.SUCCEEDED
            ? "Succeeded"
            : !pod.disruptionReason().isEmpty()
                ? pod.disruptionReason()
                : pod.phase() == PodPhase.FAILED
                    ? "Failed" + (pod.reason().isEmpty() ? "" : ": " + pod.reason())
                    : "Deleted";
    podsEnded.merge(how, 1L, Long::sum);
    restartsOfEnded += pod.restarts();
  }

  @Override
  public void began(FaultRecord fault) {
    if (faults.size() < FAULTS_MAX) {
      faults.put(fault.number(), new Line(fault));
    }
  }

  @Override
  public void noted(FaultRecord fault, long atNanos, String what) {
    Line line = faults.get(fault.number());
    if (line != null && line.notes.size() < NOTES_MAX) {
      line.notes.add(new LoopReport.Note(atNanos, what));
    }
  }

  /** How many pods there ever were. */
  long podsCreated() {
    return podsCreated;
  }

  /** How things stand now. */
  LoopReport report(List<FaultAccounts> accounts) {
    List<LoopReport.FaultLine> lines = new ArrayList<>();
    for (Line line : faults.values()) {
      lines.add(new LoopReport.FaultLine(line.record.plan(), line.notes));
    }
    long restarts = restartsOfEnded;
    for (Pod pod : api.pods().list()) {
      restarts += pod.phase().isTerminal() ? 0 : pod.restarts();
    }
    return new LoopReport(workloads(), lines, accounts, podsEnded, podsCreated, restarts);
  }

  private List<LoopReport.Workload> workloads() {
    List<LoopReport.Workload> all = new ArrayList<>();
    for (Deployment one : api.deployments().list()) {
      Deployment.Status status = one.status();
      add(
          all,
          "Deployment",
          one.key(),
          one.spec().replicas(),
          status.updatedReplicas(),
          status.readyReplicas());
    }
    for (ReplicaSet one : api.replicaSets().list()) {
      if (isFree(one.meta().owner())) {
        int ready = one.status().readyReplicas();
        add(all, "ReplicaSet", one.key(), one.spec().replicas(), one.status().replicas(), ready);
      }
    }
    for (ReplicationController one : api.replicationControllers().list()) {
      int ready = one.status().readyReplicas();
      add(
          all,
          "ReplicationController",
          one.key(),
          one.spec().replicas(),
          one.status().replicas(),
          ready);
    }
    for (StatefulSet one : api.statefulSets().list()) {
      StatefulSet.Status status = one.status();
      add(
          all,
          "StatefulSet",
          one.key(),
          one.spec().replicas(),
          status.updatedReplicas(),
          status.readyReplicas());
    }
    for (DaemonSet one : api.daemonSets().list()) {
      DaemonSet.Status status = one.status();
      add(
          all,
          "DaemonSet",
          one.key(),
          status.desiredNumberScheduled(),
          status.updatedNumberScheduled(),
          status.numberReady());
    }
    return all;
  }

  private static void add(
      List<LoopReport.Workload> all, String kind, String key, int desired, int updated, int ready) {
    all.add(new LoopReport.Workload(kind, key, desired, updated, ready));
  }

  private static boolean isFree(@Nullable OwnerReference owner) {
    return owner == null;
  }
}
