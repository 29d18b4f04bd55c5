package io.towtank.metrics;

import io.towtank.model.DeviceAllocation;
import io.towtank.model.Pod;
import io.towtank.scheduling.framework.PodInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one pod that the store holds. */
final class PodAccount {
  /** Its requests; the pod in it is the version that was created. */
  final PodInfo info;

  /** Its newest version. */
  Pod pod;

  /** Scheduling attempts so far. */
  int attempts;

  /** When the last attempt began, -1 before the first. */
  long attemptStartNanos = Pod.NEVER;

  /** Whether the last attempt found that no node could hold it even if empty. */
  boolean neverFits;

  /** Whether it has ended and its row is written. */
  boolean ended;

  /** Node that it takes up, null for none. */
  @Nullable NodeAccount node;

  /** Whether it counts as using what it requests. */
  boolean running;

  /** Devices it holds on {@link #node}. */
  List<DeviceAllocation> held = List.of();

  /** Chain of the pods on {@link #node}. */
  @Nullable PodAccount previousOnNode;

  /** Chain of the pods on {@link #node}. */
  @Nullable PodAccount nextOnNode;

  PodAccount(PodInfo info) {
    this.info = info;
    this.pod = info.pod();
  }

  /** Puts it at the head of its node's chain. */
  void enter(NodeAccount target) {
    node = target;
    nextOnNode = target.firstPod;
    if (nextOnNode != null) {
      nextOnNode.previousOnNode = this;
    }
    target.firstPod = this;
  }

  /** Takes it out of its node's chain. */
  void leave(NodeAccount source) {
    if (previousOnNode != null) {
      previousOnNode.nextOnNode = nextOnNode;
    } else {
      source.firstPod = nextOnNode;
    }
    if (nextOnNode != null) {
      nextOnNode.previousOnNode = previousOnNode;
    }
    previousOnNode = null;
    nextOnNode = null;
    node = null;
  }
}
