package io.towtank.metrics;

import io.towtank.api.ApiServer;
import io.towtank.api.ObjectStore;
import io.towtank.api.Watcher;
import io.towtank.kernel.Simulation;
import io.towtank.model.MetaObject;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.ResourceIndex;
import io.towtank.record.ClusterMark;
import io.towtank.record.RunRecorder;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.Preemption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells a recorder that wants it how the run goes, as the API shows it: changes of nodes, evictions
 * and the like, why pods wait, how full nodes are. It changes nothing that others see, and keeps
 * nothing by pod.
 */
final class ClusterCourse {
  private final Simulation simulation;
  private final RunRecorder recorder;
  private final LoadFrames frames;
  private final Map<Long, String> preemptors = new HashMap<>();
  private long preemptedNanos = -1;

  /** Begins to watch. */
  ClusterCourse(Simulation simulation, ApiServer api, ResourceIndex index, RunRecorder recorder) {
    this.simulation = simulation;
    this.recorder = recorder;
    frames = new LoadFrames(index, simulation.now());
    api.nodes().watch("course", 0, new NodeCourse(simulation, recorder, index));
    api.pods().watch("course", 0, new PodWatcher());
    watchScale(api.deployments(), deployment -> deployment.spec().replicas());
    watchScale(api.replicaSets(), set -> set.meta().owner() == null ? set.spec().replicas() : -1);
    watchScale(api.replicationControllers(), controller -> controller.spec().replicas());
    watchScale(api.statefulSets(), set -> set.spec().replicas());
  }

  private <T extends MetaObject<T>> void watchScale(
      ObjectStore<T> store, ToIntFunction<T> replicas) {
    store.watch(
        "course",
        0,
        new Watcher<T>() {
          @Override
          public void onUpdate(T oldObject, T newObject) {
            int before = replicas.applyAsInt(oldObject);
            int after = replicas.applyAsInt(newObject);
            if (before != after && before >= 0 && after >= 0) {
              mark(
                  ClusterMark.Kind.SCALED,
                  store.kind() + " " + newObject.key(),
                  before + " → " + after + " pods");
            }
          }
        });
  }

  private final class PodWatcher implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      follow(null, pod);
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      follow(oldPod, newPod);
      markEnd(oldPod, newPod);
    }

    @Override
    public void onDelete(Pod pod) {
      follow(pod, null);
    }
  }

  private void follow(@Nullable Pod before, @Nullable Pod after) {
    String waited = before == null ? null : reasonToWait(before);
    String waits = after == null ? null : reasonToWait(after);
    if (waited == null ? waits != null : !waited.equals(waits)) {
      recorder.pending(simulation.now(), waited, waits);
    }
  }

  /** A node is there, or has another size. */
  void sized(NodeAccount node) {
    frames.describe(node, simulation.now());
  }

  /** What lies on nodes is about to change. */
  void loadChanges() {
    frames.advance(simulation.now());
  }

  /** What lies on a node has changed. */
  void loadChanged(NodeAccount node) {
    frames.note(node);
  }

  private static @Nullable String reasonToWait(Pod pod) {
    return pod.isBound() || pod.phase().isTerminal() ? null : pod.reason();
  }

  private void markEnd(Pod before, Pod after) {
    String disruption = after.disruptionReason();
    if (!disruption.isEmpty()) {
      if (!before.disruptionReason().isEmpty()) {
        return;
      }
      if (disruption.equals(Pod.PREEMPTION_BY_SCHEDULER)) {
        String preemptor = preemptors.remove(after.uid());
        mark(ClusterMark.Kind.PREEMPTED, after.key(), preemptor == null ? "" : preemptor);
      } else {
        mark(ClusterMark.Kind.EVICTED, after.key(), disruption);
      }
    } else if (after.phase() == PodPhase.FAILED && before.phase() != PodPhase.FAILED) {
      mark(ClusterMark.Kind.POD_FAILED, after.key(), after.reason());
    }
  }

  private void mark(ClusterMark.Kind kind, String object, String detail) {
    recorder.mark(new ClusterMark(simulation.now(), kind, object, detail));
  }

  /** A pod is about to have others evicted. */
  void preempts(Pod pod, Preemption.Candidate room) {
    if (preemptedNanos != simulation.now()) {
      preemptors.clear();
      preemptedNanos = simulation.now();
    }
    for (PodInfo victim : room.victims()) {
      preemptors.put(victim.pod().uid(), "for " + pod.key() + " on " + room.nodeName());
    }
  }

  /** The run is over: hands on how full the nodes were. */
  void finish() {
    recorder.loadHistory(frames.finish(simulation.now()));
  }
}
