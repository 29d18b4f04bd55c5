package io.towtank.control.daemon;

import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is missing and what is too much on the nodes, whatever the pods' templates. Source:
 * Kubernetes v1.34, {@code podsShouldBeOnNode}.
 */
final class DaemonManager {
  private final DaemonNodes nodes;
  private final FailedPodBackoff backoff;
  private final boolean isSurging;
  private final long now;
  private final List<String> missing = new ArrayList<>();
  private final List<Pod> surplus = new ArrayList<>();
  private long waitNanos = -1;

  DaemonManager(DaemonNodes nodes, FailedPodBackoff backoff, boolean isSurging, long now) {
    this.nodes = nodes;
    this.backoff = backoff;
    this.isSurging = isSurging;
    this.now = now;
    nodes.places().forEach(this::look);
    surplus.addAll(nodes.withoutNode());
  }

  /** Nodes that need a pod. */
  List<String> missing() {
    return missing;
  }

  /** Pods to delete. */
  List<Pod> surplus() {
    return surplus;
  }

  /** How long until the next failed pod may be replaced; -1 if none waits. */
  long waitNanos() {
    return waitNanos;
  }

  private void look(String node, DaemonNodes.Place place) {
    DaemonPlacement.Verdict verdict = place.verdict();
    List<Pod> pods = place.pods();
    if (verdict == DaemonPlacement.Verdict.RUN && pods.isEmpty()) {
      missing.add(node);
    } else if (verdict == DaemonPlacement.Verdict.NONE) {
      pods.stream().filter(pod -> !pod.isTerminating()).forEach(surplus::add);
    } else {
      List<Pod> running = running(node, pods);
      if (!isSurging) {
        surplus.addAll(running.subList(Math.min(1, running.size()), running.size()));
      } else if (running.isEmpty() && verdict == DaemonPlacement.Verdict.RUN) {
        missing.add(node);
      } else if (running.size() > 1) {
        keepOneOfEach(running);
      }
    }
  }

  private List<Pod> running(String node, List<Pod> pods) {
    List<Pod> running = new ArrayList<>();
    for (Pod pod : pods) {
      if (pod.isTerminating()) {
        continue;
      }
      if (pod.phase() == PodPhase.FAILED) {
        long wait = backoff.next(nodes.set().key(), node, now);
        if (wait == 0) {
          surplus.add(pod);
        } else {
          waitNanos = waitNanos < 0 ? wait : Math.min(waitNanos, wait);
        }
      } else if (pod.phase() == PodPhase.SUCCEEDED) {
        surplus.add(pod);
      } else {
        running.add(pod);
      }
    }
    return running;
  }

  /** An old and a new pod may stand side by side until the new one can take over. */
  private void keepOneOfEach(List<Pod> running) {
    Pod updated = null;
    Pod old = null;
    for (Pod pod : running) {
      if (nodes.isUpdated(pod)) {
        if (updated == null) {
          updated = pod;
          continue;
        }
      } else if (old == null) {
        old = pod;
        continue;
      }
      surplus.add(pod);
    }
    if (isReplaced(old, updated)) {
      surplus.add(old);
    }
  }

  private boolean isReplaced(@Nullable Pod old, @Nullable Pod updated) {
    return old != null && updated != null && (!old.ready() || nodes.isAvailable(updated));
  }
}
