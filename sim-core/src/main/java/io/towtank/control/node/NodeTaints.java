package io.towtank.control.node;

import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.NodeCondition.Status;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which taints follow from a node's conditions. */
final class NodeTaints {
  private static final Set<String> OF_CONDITIONS =
      new TreeSet<>(
          List.of(
              Taint.NOT_READY,
              Taint.UNREACHABLE,
              Taint.MEMORY_PRESSURE,
              Taint.DISK_PRESSURE,
              Taint.PID_PRESSURE,
              Taint.NETWORK_UNAVAILABLE,
              Taint.UNSCHEDULABLE));

  private NodeTaints() {}

  /**
   * The node with the NoSchedule taints of its conditions, and without those of conditions that do
   * not hold; the same object where nothing is to be done. Source: Kubernetes v1.34, {@code
   * doNoScheduleTaintingPass}.
   */
  static Node withNoSchedule(Node node, long now) {
    Set<String> wanted = wantedNoSchedule(node);
    List<Taint> taints = new ArrayList<>();
    for (Taint taint : node.taints()) {
      boolean ours =
          taint.effect() == TaintEffect.NO_SCHEDULE && OF_CONDITIONS.contains(taint.key());
      if (!ours || wanted.remove(taint.key())) {
        taints.add(taint);
      }
    }
    if (wanted.isEmpty() && taints.size() == node.taints().size()) {
      return node;
    }
    for (String key : wanted) {
      taints.add(new Taint(key, "", TaintEffect.NO_SCHEDULE, now));
    }
    return node.toBuilder().taints(taints).build();
  }

  private static Set<String> wantedNoSchedule(Node node) {
    Set<String> wanted = new TreeSet<>();
    for (NodeCondition condition : node.conditions()) {
      Status status = condition.status();
      switch (condition.type()) {
        case NodeCondition.READY -> {
          if (status != Status.TRUE) {
            wanted.add(status == Status.FALSE ? Taint.NOT_READY : Taint.UNREACHABLE);
          }
        }
        case NodeCondition.MEMORY_PRESSURE -> add(wanted, status, Taint.MEMORY_PRESSURE);
        case NodeCondition.DISK_PRESSURE -> add(wanted, status, Taint.DISK_PRESSURE);
        case NodeCondition.PID_PRESSURE -> add(wanted, status, Taint.PID_PRESSURE);
        case NodeCondition.NETWORK_UNAVAILABLE -> add(wanted, status, Taint.NETWORK_UNAVAILABLE);
        default -> {}
      }
    }
    if (node.unschedulable()) {
      wanted.add(Taint.UNSCHEDULABLE);
    }
    return wanted;
  }

  private static void add(Set<String> wanted, Status status, String taint) {
    if (status == Status.TRUE) {
      wanted.add(taint);
    }
  }

  /** Whether it has a NoExecute taint of this key. */
  static boolean hasNoExecute(Node node, String key) {
    for (Taint taint : node.taints()) {
      if (taint.effect() == TaintEffect.NO_EXECUTE && taint.key().equals(key)) {
        return true;
      }
    }
    return false;
  }

  /** The NoExecute taint of a node in this condition. */
  static String noExecuteKey(Status ready) {
    return ready == Status.FALSE ? Taint.NOT_READY : Taint.UNREACHABLE;
  }

  /** The one of the two NoExecute taints that the node in this condition must not have. */
  static String oppositeKey(Status ready) {
    return ready == Status.FALSE ? Taint.UNREACHABLE : Taint.NOT_READY;
  }

  /** The node with the NoExecute taint of its condition, and without the other one. */
  static Node withNoExecute(Node node, Status ready, long now) {
    Node without = node.withoutTaint(oppositeKey(ready), TaintEffect.NO_EXECUTE);
    return hasNoExecute(node, noExecuteKey(ready))
        ? without
        : without.withTaint(new Taint(noExecuteKey(ready), "", TaintEffect.NO_EXECUTE, now));
  }

  /** The node without either; the same object where it has none. */
  static Node withoutNoExecute(Node node) {
    return node.withoutTaint(Taint.UNREACHABLE, TaintEffect.NO_EXECUTE)
        .withoutTaint(Taint.NOT_READY, TaintEffect.NO_EXECUTE);
  }
}
