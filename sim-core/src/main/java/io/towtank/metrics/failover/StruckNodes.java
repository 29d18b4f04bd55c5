package io.towtank.metrics.failover;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.Taint;
import io.towtank.record.FaultEvent.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes that faults have struck, until they are well again: what the API says of them. */
final class StruckNodes implements Watcher<Node> {
  private final ApiServer api;
  private final Losses losses;
  private final FaultLog log;
  private final Map<String, List<FaultAccount>> faults = new HashMap<>();

  StruckNodes(ApiServer api, Losses losses, FaultLog log) {
    this.api = api;
    this.losses = losses;
    this.log = log;
    api.nodes().watch("failover-metrics", 0, this);
  }

  void strike(FaultAccount fault) {
    for (String node : fault.fault().targets().nodes()) {
      Node stored = api.nodes().get(node);
      if (stored != null && isWell(stored)) {
        faults.computeIfAbsent(node, name -> new ArrayList<>()).add(fault);
      }
    }
  }

  /** A fault is over: of nodes that are well nothing more is to be heard. */
  void end(FaultAccount fault) {
    for (String node : fault.fault().targets().nodes()) {
      Node stored = api.nodes().get(node);
      if (stored == null || isWell(stored)) {
        forget(node);
      }
    }
  }

  private void forget(String node) {
    List<FaultAccount> struckBy = faults.get(node);
    if (struckBy != null) {
      struckBy.removeIf(FaultAccount::isOver);
      if (struckBy.isEmpty()) {
        faults.remove(node);
      }
    }
  }

  private static boolean isWell(Node node) {
    NodeCondition.Status ready = ready(node);
    return (ready == null || ready == NodeCondition.Status.TRUE)
        && node.taints().stream().noneMatch(StruckNodes::isSign);
  }

  private static NodeCondition.@Nullable Status ready(Node node) {
    NodeCondition condition = node.condition(NodeCondition.READY);
    return condition == null ? null : condition.status();
  }

  /** A cordon is somebody's will, not a sign of illness. */
  private static boolean isSign(Taint taint) {
    return taint.key().startsWith("node.kubernetes.io/")
        && !taint.key().equals(Taint.UNSCHEDULABLE);
  }

  @Override
  public void onUpdate(Node oldNode, Node newNode) {
    List<FaultAccount> struckBy = faults.isEmpty() ? null : faults.get(newNode.name());
    if (struckBy == null) {
      return;
    }
    boolean isSign = false;
    NodeCondition.Status before = ready(oldNode);
    NodeCondition.Status now = ready(newNode);
    if (now != null && before != now && (now == NodeCondition.Status.TRUE) != isTrue(before)) {
      isSign = now != NodeCondition.Status.TRUE;
      String word = now.name().charAt(0) + now.name().substring(1).toLowerCase(Locale.ROOT);
      note(struckBy, isSign ? Kind.NODE_NOT_READY : Kind.NODE_READY, newNode, "Ready=" + word);
    }
    for (Taint taint : newNode.taints()) {
      if (!oldNode.taints().contains(taint)) {
        isSign |= isSign(taint);
        note(struckBy, Kind.NODE_TAINTED, newNode, taint.toString());
      }
    }
    for (Taint taint : oldNode.taints()) {
      if (!newNode.taints().contains(taint)) {
        note(struckBy, Kind.NODE_UNTAINTED, newNode, taint.toString());
      }
    }
    if (isSign) {
      struckBy.forEach(fault -> losses.detectedNode(fault, newNode.name()));
    } else if (isWell(newNode)) {
      forget(newNode.name());
    }
  }

  private static boolean isTrue(NodeCondition.@Nullable Status status) {
    return status == null || status == NodeCondition.Status.TRUE;
  }

  @Override
  public void onDelete(Node node) {
    List<FaultAccount> struckBy = faults.remove(node.name());
    if (struckBy != null) {
      note(struckBy, Kind.NODE_NOT_READY, node, "deleted");
      struckBy.forEach(fault -> losses.detectedNode(fault, node.name()));
    }
  }

  private void note(List<FaultAccount> struckBy, Kind kind, Node node, String detail) {
    struckBy.forEach(fault -> log.note(fault, kind, node.name(), detail));
  }
}
