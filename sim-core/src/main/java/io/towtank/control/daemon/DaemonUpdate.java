package io.towtank.control.daemon;

import io.towtank.model.DaemonSetSpec;
import io.towtank.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which old pods a rolling update may delete now, or which nodes may get a second, new pod. Nodes
 * are gone through in the order of the store, where Kubernetes takes them as they come. Source:
 * Kubernetes v1.34, {@code pkg/controller/daemon/update.go}.
 */
final class DaemonUpdate {
  private final DaemonNodes nodes;
  private final int maxSurge;
  private final int maxUnavailable;
  private final List<Pod> obsolete = new ArrayList<>();
  private final List<String> surging = new ArrayList<>();

  /** The old and the new pod of one node. */
  private record Pair(@Nullable Pod old, @Nullable Pod updated) {}

  DaemonUpdate(DaemonNodes nodes) {
    this.nodes = nodes;
    DaemonSetSpec spec = nodes.set().spec();
    int desired = nodes.desired();
    maxSurge = spec.maxSurge().scaledUp(desired);
    int unavailable = spec.maxUnavailable().scaledUp(desired);
    maxUnavailable = maxSurge == 0 && unavailable == 0 ? 1 : unavailable;
    if (maxSurge == 0) {
      replace();
    } else {
      surge();
    }
  }

  /** Old pods to delete. */
  List<Pod> obsolete() {
    return obsolete;
  }

  /** Nodes to make a new pod for, beside the old one. */
  List<String> surging() {
    return surging;
  }

  /** The pods of a node that are not ending; null where there are several of one kind. */
  private @Nullable Pair pair(List<Pod> pods) {
    Pod old = null;
    Pod updated = null;
    for (Pod pod : pods) {
      if (pod.isTerminating()) {
        continue;
      }
      if (nodes.isUpdated(pod)) {
        if (updated != null) {
          return null;
        }
        updated = pod;
      } else {
        if (old != null) {
          return null;
        }
        old = pod;
      }
    }
    return new Pair(old, updated);
  }

  private void replace() {
    int unavailable = 0;
    List<Pod> candidates = new ArrayList<>();
    for (List<Pod> pods : nodes.concerned().values()) {
      Pair pair = pair(pods);
      Pod old = pair == null ? null : pair.old();
      Pod updated = pair == null ? null : pair.updated();
      if ((old == null) == (updated == null)) {
        unavailable++; // None, or too many: the node is put in order first.
      } else if (updated != null) {
        unavailable += nodes.isAvailable(updated) ? 0 : 1;
      } else if (old != null && !nodes.isAvailable(old)) {
        obsolete.add(old);
        unavailable++;
      } else if (old != null && unavailable < maxUnavailable) {
        candidates.add(old);
      }
    }
    int left = Math.min(Math.max(0, maxUnavailable - unavailable), candidates.size());
    obsolete.addAll(candidates.subList(0, left));
  }

  private void surge() {
    int surge = 0;
    int available = 0;
    List<Pod> misplaced = new ArrayList<>();
    List<String> candidates = new ArrayList<>();
    for (Map.Entry<String, List<Pod>> concerned : nodes.concerned().entrySet()) {
      String node = concerned.getKey();
      Pair pair = pair(concerned.getValue());
      if (pair == null) {
        surge++;
        continue;
      }
      Pod old = pair.old();
      Pod updated = pair.updated();
      Pod counted = old != null ? old : updated;
      available += counted != null && nodes.isAvailable(counted) ? 1 : 0;
      if (old == null) {
        continue;
      }
      if (updated != null) {
        if (nodes.isAvailable(updated)) {
          obsolete.add(old);
        } else {
          surge++;
        }
      } else if (!nodes.shouldRun(node)) {
        (nodes.isAvailable(old) ? misplaced : obsolete).add(old);
      } else if (!nodes.isAvailable(old)) {
        surging.add(node);
      } else if (surge < maxSurge) {
        candidates.add(node);
      }
    }
    int spare = Math.min(Math.max(0, available - nodes.desired()), misplaced.size());
    obsolete.addAll(misplaced.subList(0, spare));
    int left = Math.min(Math.max(0, maxSurge - surge), candidates.size());
    surging.addAll(candidates.subList(0, left));
  }
}
