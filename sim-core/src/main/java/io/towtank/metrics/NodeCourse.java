package io.towtank.metrics;

import io.towtank.api.Watcher;
import io.towtank.kernel.Simulation;
import io.towtank.model.DeviceGroup;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.ResourceIndex;
import io.towtank.model.Taint;
import io.towtank.network.Topology;
import io.towtank.record.NodeDescription;
import io.towtank.record.NodeEvent;
import io.towtank.record.RunRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a recorder how nodes change. */
final class NodeCourse implements Watcher<Node> {
  private final Simulation simulation;
  private final RunRecorder recorder;
  private final ResourceIndex index;

  NodeCourse(Simulation simulation, RunRecorder recorder, ResourceIndex index) {
    this.simulation = simulation;
    this.recorder = recorder;
    this.index = index;
  }

  @Override
  public void onAdd(Node node) {
    describe(node);
    tell(NodeEvent.Kind.JOINED, node, "");
    compare(null, node);
  }

  @Override
  public void onUpdate(Node oldNode, Node newNode) {
    if (!newNode.hasSizeOf(oldNode)) {
      describe(newNode);
      tell(NodeEvent.Kind.RESIZED, newNode, oldNode.allocatable() + " → " + newNode.allocatable());
    }
    compare(oldNode, newNode);
  }

  @Override
  public void onDelete(Node node) {
    tell(NodeEvent.Kind.LEFT, node, "");
  }

  /** Tells what differs; of a new node, what differs from one that is ready and free to use. */
  private void compare(@Nullable Node before, Node after) {
    boolean wasReady = before == null || isReady(before);
    if (wasReady != isReady(after)) {
      NodeCondition condition = after.condition(NodeCondition.READY);
      String status = condition == null ? "" : condition.status().name().toLowerCase(Locale.ROOT);
      tell(wasReady ? NodeEvent.Kind.NOT_READY : NodeEvent.Kind.READY, after, status);
    }
    boolean wasCordoned = before != null && before.unschedulable();
    if (wasCordoned != after.unschedulable()) {
      tell(wasCordoned ? NodeEvent.Kind.UNCORDONED : NodeEvent.Kind.CORDONED, after, "");
    }
    List<Taint> taints = before == null ? List.of() : before.taints();
    if (!taints.equals(after.taints())) {
      for (Taint taint : after.taints()) {
        if (!taints.contains(taint)) {
          tell(NodeEvent.Kind.TAINTED, after, taint.toString());
        }
      }
      for (Taint taint : taints) {
        if (!after.taints().contains(taint)) {
          tell(NodeEvent.Kind.UNTAINTED, after, taint.toString());
        }
      }
    }
  }

  /** Where nobody reports conditions, nodes are ready. */
  private static boolean isReady(Node node) {
    NodeCondition ready = node.condition(NodeCondition.READY);
    return ready == null || ready.status() == NodeCondition.Status.TRUE;
  }

  private void describe(Node node) {
    NodeAccount account = new NodeAccount(node, index, simulation.now());
    List<NodeDescription.Amount> amounts = new ArrayList<>();
    for (int r = 0; r < account.resources(); r++) {
      if (account.allocatable(r) > 0) {
        amounts.add(
            new NodeDescription.Amount(index.name(r), index.unit(r), account.allocatable(r)));
      }
    }
    int devices = 0;
    for (DeviceGroup group : node.devices()) {
      devices += group.count();
    }
    recorder.nodeDescribed(
        new NodeDescription(
            node.name(),
            label(node, Labels.ZONE),
            label(node, Topology.RACK_LABEL),
            account.firstDeviceModel(),
            amounts,
            devices));
  }

  private static String label(Node node, String key) {
    String value = node.labels().get(key);
    return value == null ? "" : value;
  }

  private void tell(NodeEvent.Kind kind, Node node, String detail) {
    recorder.nodeEvent(new NodeEvent(simulation.now(), kind, node.name(), detail));
  }
}
