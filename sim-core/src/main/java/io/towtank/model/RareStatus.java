package io.towtank.model;

import java.util.List;

/**
 * What a pod has only from something unusual or its end on, see {@link Pod}. Apart from it, so that
 * most pods share one and cost less memory.
 */
record RareStatus(
    String nominatedNodeName,
    int deletionCost,
    List<DeviceAllocation> devices,
    String reason,
    long finishedNanos,
    long deletionNanos,
    long deletionGraceNanos,
    String disruptionReason) {
  /** Of a pod to which nothing of this has happened. */
  static final RareStatus NONE = new RareStatus("", 0, List.of(), "", Pod.NEVER, Pod.NEVER, 0, "");

  RareStatus withNominatedNodeName(String value) {
    return value.equals(nominatedNodeName)
        ? this
        : new RareStatus(
            value,
            deletionCost,
            devices,
            reason,
            finishedNanos,
            deletionNanos,
            deletionGraceNanos,
            disruptionReason);
  }

  RareStatus withDeletionCost(int value) {
    return value == deletionCost
        ? this
        : new RareStatus(
            nominatedNodeName,
            value,
            devices,
            reason,
            finishedNanos,
            deletionNanos,
            deletionGraceNanos,
            disruptionReason);
  }

  RareStatus withDevices(List<DeviceAllocation> value) {
    return value.equals(devices)
        ? this
        : new RareStatus(
            nominatedNodeName,
            deletionCost,
            value,
            reason,
            finishedNanos,
            deletionNanos,
            deletionGraceNanos,
            disruptionReason);
  }

  RareStatus withReason(String value) {
    return value.equals(reason)
        ? this
        : new RareStatus(
            nominatedNodeName,
            deletionCost,
            devices,
            value,
            finishedNanos,
            deletionNanos,
            deletionGraceNanos,
            disruptionReason);
  }

  RareStatus withFinishedNanos(long value) {
    return value == finishedNanos
        ? this
        : new RareStatus(
            nominatedNodeName,
            deletionCost,
            devices,
            reason,
            value,
            deletionNanos,
            deletionGraceNanos,
            disruptionReason);
  }

  RareStatus withDeletionNanos(long value) {
    return value == deletionNanos
        ? this
        : new RareStatus(
            nominatedNodeName,
            deletionCost,
            devices,
            reason,
            finishedNanos,
            value,
            deletionGraceNanos,
            disruptionReason);
  }

  RareStatus withDeletionGraceNanos(long value) {
    return value == deletionGraceNanos
        ? this
        : new RareStatus(
            nominatedNodeName,
            deletionCost,
            devices,
            reason,
            finishedNanos,
            deletionNanos,
            value,
            disruptionReason);
  }

  RareStatus withDisruptionReason(String value) {
    return value.equals(disruptionReason)
        ? this
        : new RareStatus(
            nominatedNodeName,
            deletionCost,
            devices,
            reason,
            finishedNanos,
            deletionNanos,
            deletionGraceNanos,
            value);
  }
}
