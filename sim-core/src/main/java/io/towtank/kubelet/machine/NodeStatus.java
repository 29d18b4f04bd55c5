package io.towtank.kubelet.machine;

import io.towtank.model.ContainerImage;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.NodeCondition.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a kubelet says of its node: conditions and images, at once when it starts, and then every 10
 * s if something has changed. Source: Kubernetes v1.34, kubelet {@code nodeStatusUpdateFrequency};
 * its jitter, and the report every 5 min without a change, are left out.
 */
final class NodeStatus {
  private static final long PERIOD_NANOS = 10_000_000_000L;
  private static final long NO_TIMER = 0;
  private static final List<String> PRESSURES =
      List.of(
          NodeCondition.MEMORY_PRESSURE, NodeCondition.DISK_PRESSURE, NodeCondition.PID_PRESSURE);

  private final Machine machine;
  private final MachineContext context;
  private long startNanos;
  private long timer = NO_TIMER;

  NodeStatus(Machine machine, MachineContext context) {
    this.machine = machine;
    this.context = context;
  }

  /** The kubelet starts, or goes on after having missed a post. */
  void start() {
    startNanos = context.now();
    post();
  }

  /** The kubelet is gone. */
  void stop() {
    if (timer != NO_TIMER) {
      context.cancel(timer);
      timer = NO_TIMER;
    }
  }

  /** When it would have posted next, from an instant on. */
  long nextNanos(long instant) {
    return Times.firstOnGrid(startNanos, PERIOD_NANOS, instant);
  }

  /** Something may have to be said. */
  void changed() {
    if (timer == NO_TIMER && machine.canWrite() && isNew()) {
      MachineWake wake = new MachineWake(machine.name(), MachineWake.Task.STATUS, 0);
      timer = context.wakeAt(nextNanos(context.now()), wake);
    }
  }

  /** It is time to say it. */
  void wake() {
    timer = NO_TIMER;
    post();
  }

  private void post() {
    if (machine.canWrite()) {
      context.api().nodes().update(machine.name(), this::said);
    }
  }

  @SuppressWarnings("ReferenceEquality") // what is not changed stays the same object
  private boolean isNew() {
    Node node = context.api().nodes().get(machine.name());
    return node != null && said(node) != node;
  }

  /** The node with what there is to say; the same object where that is nothing new. */
  private Node said(Node node) {
    Node changed = withCondition(node, NodeCondition.READY, Status.TRUE);
    for (String type : PRESSURES) {
      boolean holds = machine.pressure().conditions().contains(type);
      changed = withCondition(changed, type, holds ? Status.TRUE : Status.FALSE);
    }
    return withImages(changed);
  }

  private Node withCondition(Node node, String type, Status status) {
    NodeCondition condition = node.condition(type);
    return condition != null && condition.status() == status
        ? node
        : node.withCondition(new NodeCondition(type, status, context.now()));
  }

  private Node withImages(Node node) {
    SortedMap<String, Long> fresh = new TreeMap<>();
    for (Map.Entry<String, Long> image : machine.images().present().entrySet()) {
      if (image.getValue() > 0) {
        fresh.put(image.getKey(), image.getValue());
      }
    }
    List<ContainerImage> images = new ArrayList<>();
    for (ContainerImage image : node.images()) {
      image.names().forEach(name -> fresh.remove(ImagePulls.normalized(name)));
      if (image.names().stream().allMatch(machine.images()::has)) {
        images.add(image);
      }
    }
    if (fresh.isEmpty() && images.size() == node.images().size()) {
      return node;
    }
    fresh.forEach((name, bytes) -> images.add(new ContainerImage(List.of(name), bytes)));
    return node.toBuilder().images(images).build();
  }
}
