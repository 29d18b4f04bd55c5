package io.towtank.control.daemon;

import io.towtank.control.RevisionHistory;
import io.towtank.model.DaemonSet;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One look at a daemon set: its pods by node, and the nodes' verdicts. */
final class DaemonNodes {
  /** Those on a node first, then the older. Source: {@code podByCreationTimestampAndPhase}. */
  private static final Comparator<Pod> OLDEST_FIRST =
      Comparator.<Pod, Boolean>comparing(pod -> !pod.isBound()).thenComparingLong(Pod::uid);

  private final DaemonSet set;
  private final String hash;
  private final long now;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final SortedMap<String, List<Pod>> elsewhere = new TreeMap<>();
  private int desired;
  private boolean hasOldPods;

  /**
   * A node.
   *
   * @param pods its pods, the one that counts first
   */
  record Place(DaemonPlacement.Verdict verdict, List<Pod> pods) {
    boolean shouldRun() {
      return verdict == DaemonPlacement.Verdict.RUN;
    }
  }

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
      Place place = new Place(placement.verdict(node), new ArrayList<>(1));
      places.put(node.name(), place);
      desired += place.shouldRun() ? 1 : 0;
    }
    for (Pod pod : pods) {
      String node = DaemonPlacement.nodeOf(pod);
      boolean isOver = pod.phase().isTerminal() && pod.isTerminating();
      if (!node.isEmpty() && !isOver) {
        Place place = places.get(node);
        List<Pod> there =
            place != null
                ? place.pods()
                : elsewhere.computeIfAbsent(node, name -> new ArrayList<>());
        there.add(pod);
        if (there.size() > 1) {
          there.sort(OLDEST_FIRST);
        }
        hasOldPods |= !isUpdated(pod);
      }
    }
  }

  DaemonSet set() {
    return set;
  }

  /** All nodes, in the order of the store. */
  Map<String, Place> places() {
    return places;
  }

  /** Whether the node is there and should have a pod. */
  boolean shouldRun(String node) {
    Place place = places.get(node);
    return place != null && place.shouldRun();
  }

  /** Whether there are pods of another template. */
  boolean hasOldPods() {
    return hasOldPods;
  }

  /** Pods of the nodes that have pods or should, nodes that are gone included. */
  Map<String, List<Pod>> concerned() {
    Map<String, List<Pod>> concerned = new LinkedHashMap<>();
    places.forEach(
        (node, place) -> {
          if (place.shouldRun() || !place.pods().isEmpty()) {
            concerned.put(node, place.pods());
          }
        });
    concerned.putAll(elsewhere);
    return concerned;
  }

  /** Pods that wait for a node that is not there. Source: {@code getUnscheduledPodsWithoutNode}. */
  List<Pod> withoutNode() {
    List<Pod> lost = new ArrayList<>();
    for (List<Pod> pods : elsewhere.values()) {
      pods.stream().filter(pod -> !pod.isBound()).forEach(lost::add);
    }
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
    return desired;
  }

  /** Source: Kubernetes v1.34, {@code updateDaemonSetStatus}. */
  DaemonSet.Status status(int collisions) {
    int current = 0;
    int misscheduled = 0;
    int ready = 0;
    int updated = 0;
    int available = 0;
    for (Place place : places.values()) {
      List<Pod> pods = place.pods();
      if (pods.isEmpty()) {
        continue;
      }
      if (!place.shouldRun()) {
        misscheduled++;
        continue;
      }
      Pod pod = pods.get(0);
      current++;
      ready += pod.ready() ? 1 : 0;
      available += isAvailable(pod) ? 1 : 0;
      updated += isUpdated(pod) ? 1 : 0;
    }
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
    for (Place place : places.values()) {
      for (Pod pod : place.pods()) {
        if (pod.ready() && !isAvailable(pod)) {
          long wait = pod.readyNanos() + set.spec().minReadyNanos() - now;
          next = next < 0 ? wait : Math.min(next, wait);
        }
      }
    }
    return next;
  }
}
