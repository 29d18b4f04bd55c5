package io.towtank.control.daemon;

import io.towtank.control.RevisionHistory;
import io.towtank.model.DaemonSet;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One look at a daemon set: its pods by node, and the nodes' verdicts. */
final class DaemonNodes {
  /** Those on a node first, then the older. Source: {@code podByCreationTimestampAndPhase}. */
  private static final Comparator<Pod> OLDEST_FIRST =
      Comparator.<Pod, Boolean>comparing(pod -> !pod.isBound()).thenComparingLong(Pod::uid);

  private final DaemonSet set;
  private final String hash;
  private final long now;
  private final Map<String, DaemonPlacement.Verdict> verdicts = new TreeMap<>();
  private final NavigableMap<String, List<Pod>> podsByNode = new TreeMap<>();

  DaemonNodes(
      DaemonSet set,
      String hash,
      long now,
      DaemonPlacement placement,
      Iterable<Node> nodes,
      List<Pod> pods) {
    this.set = set;
    this.hash = hash;
    this.now = now;
    for (Node node : nodes) {
      verdicts.put(node.name(), placement.verdict(node));
    }
    for (Pod pod : pods) {
      String node = DaemonPlacement.nodeOf(pod);
      boolean isOver = pod.phase().isTerminal() && pod.isTerminating();
      if (!node.isEmpty() && !isOver) {
        podsByNode.computeIfAbsent(node, name -> new ArrayList<>()).add(pod);
      }
    }
    podsByNode.values().forEach(list -> list.sort(OLDEST_FIRST));
  }

  DaemonSet set() {
    return set;
  }

  /** Nodes with their verdicts, by name. */
  Map<String, DaemonPlacement.Verdict> verdicts() {
    return verdicts;
  }

  boolean shouldRun(String node) {
    return verdicts.get(node) == DaemonPlacement.Verdict.RUN;
  }

  /** Pods of a node, the one that counts first. */
  List<Pod> podsOf(String node) {
    return podsByNode.getOrDefault(node, List.of());
  }

  /** Names of nodes that have pods or should, there or not, sorted. */
  Iterable<String> concerned() {
    NavigableMap<String, Boolean> names = new TreeMap<>();
    podsByNode.keySet().forEach(name -> names.put(name, true));
    verdicts
        .keySet()
        .forEach(
            name -> {
              if (shouldRun(name)) {
                names.put(name, true);
              }
            });
    return Collections.unmodifiableNavigableMap(names).keySet();
  }

  /** Pods that wait for a node that is not there. Source: {@code getUnscheduledPodsWithoutNode}. */
  List<Pod> withoutNode() {
    List<Pod> lost = new ArrayList<>();
    podsByNode.forEach(
        (node, pods) -> {
          if (!verdicts.containsKey(node)) {
            pods.stream().filter(pod -> !pod.isBound()).forEach(lost::add);
          }
        });
    return lost;
  }

  boolean isUpdated(Pod pod) {
    return hash.equals(pod.labels().get(RevisionHistory.POD_LABEL));
  }

  boolean isAvailable(Pod pod) {
    return pod.isAvailable(now, set.spec().minReadyNanos());
  }

  /** Nodes that should have a pod. */
  int desired() {
    int desired = 0;
    for (String node : verdicts.keySet()) {
      desired += shouldRun(node) ? 1 : 0;
    }
    return desired;
  }

  /** Source: Kubernetes v1.34, {@code updateDaemonSetStatus}. */
  DaemonSet.Status status(int collisions) {
    int current = 0;
    int misscheduled = 0;
    int ready = 0;
    int updated = 0;
    int available = 0;
    for (String node : verdicts.keySet()) {
      List<Pod> pods = podsOf(node);
      if (pods.isEmpty()) {
        continue;
      }
      if (!shouldRun(node)) {
        misscheduled++;
        continue;
      }
      Pod pod = pods.get(0);
      current++;
      ready += pod.ready() ? 1 : 0;
      available += isAvailable(pod) ? 1 : 0;
      updated += isUpdated(pod) ? 1 : 0;
    }
    int desired = desired();
    return new DaemonSet.Status(
        current,
        misscheduled,
        desired,
        ready,
        updated,
        available,
        desired - available,
        set.meta().generation(),
        collisions);
  }

  /** How long until the next ready pod becomes available; -1 if time alone makes none so. */
  long untilAvailable() {
    long next = -1;
    for (List<Pod> pods : podsByNode.values()) {
      for (Pod pod : pods) {
        if (pod.ready() && !isAvailable(pod)) {
          long wait = pod.readyNanos() + set.spec().minReadyNanos() - now;
          next = next < 0 ? wait : Math.min(next, wait);
        }
      }
    }
    return next;
  }
}
