package io.towtank.kubelet.machine;

import io.towtank.kernel.Message;

/**
 * A timer of a machine falls due.
 *
 * @param node its node
 * @param task what it is about
 * @param podUid whose timer it is, for {@link Task#POD}; else 0
 */
record MachineWake(String node, Task task, long podUid) implements Message {
  /** What a timer is about. */
  enum Task {
    /** A pod may change. */
    POD,
    /** An image has come in. */
    PULL,
    /** The disk that images lie on is looked at. */
    IMAGES,
    /** The node's resources are looked at. */
    PRESSURE,
    /** The node's status is posted. */
    STATUS
  }

  @Override
  public long fingerprint() {
    return (31L * node.hashCode() + task.name().hashCode()) * 31 + podUid;
  }

  @Override
  public String toString() {
    return task + " " + node + (task == Task.POD ? " pod " + podUid : "");
  }
}
