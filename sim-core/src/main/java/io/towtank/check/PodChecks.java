package io.towtank.check;

import io.towtank.model.Pod;
import io.towtank.model.PodPhase;

/** What must hold of one pod, and of each step from one version to the next. */
final class PodChecks {
  private PodChecks() {}

  /** Its times are in order and none lies ahead; its phase goes with them. */
  static void version(Pod pod, long nowNanos) {
    inOrder(pod, "created", pod.createdNanos(), "bound", pod.boundNanos(), nowNanos);
    inOrder(pod, "bound", pod.boundNanos(), "started", pod.startedNanos(), nowNanos);
    inOrder(pod, "started", pod.startedNanos(), "finished", pod.finishedNanos(), nowNanos);
    inOrder(pod, "bound", pod.boundNanos(), "finished", pod.finishedNanos(), nowNanos);
    inOrder(pod, "created", pod.createdNanos(), "deletion", pod.deletionNanos(), nowNanos);
    if (pod.phase() == PodPhase.RUNNING && (!pod.isBound() || pod.startedNanos() == Pod.NEVER)) {
      throw violation(pod, nowNanos, "a node and a start, as it runs", describe(pod));
    }
    if (pod.phase().isTerminal() != (pod.finishedNanos() != Pod.NEVER)) {
      throw violation(pod, nowNanos, "an end where it has ended, and only there", describe(pod));
    }
    if (pod.phase() == PodPhase.SUCCEEDED && pod.startedNanos() == Pod.NEVER) {
      throw violation(pod, nowNanos, "a start, as it ended well", describe(pod));
    }
  }

  private static void inOrder(
      Pod pod, String early, long earlyNanos, String late, long lateNanos, long nowNanos) {
    if (lateNanos == Pod.NEVER) {
      return;
    }
    if (lateNanos > nowNanos) {
      throw violation(pod, nowNanos, late + " not ahead of now", late + " " + lateNanos);
    }
    // What lies before the start of the simulation was so when it began.
    if (lateNanos < earlyNanos && lateNanos >= 0) {
      throw violation(
          pod,
          nowNanos,
          early + " no later than " + late,
          early + " " + earlyNanos + ", " + late + " " + lateNanos);
    }
  }

  /** The newer version is a step that a pod can take. */
  static void step(Pod older, Pod newer, long nowNanos) {
    if (older.uid() != newer.uid()) {
      throw violation(newer, nowNanos, "uid " + older.uid(), "uid " + newer.uid());
    }
    if (newer.resourceVersion() <= older.resourceVersion()) {
      throw violation(
          newer,
          nowNanos,
          "a version above " + older.resourceVersion(),
          "" + newer.resourceVersion());
    }
    if (!isLegal(older.phase(), newer.phase())) {
      throw violation(
          newer, nowNanos, "a phase that can follow " + older.phase(), "" + newer.phase());
    }
    if (older.isBound() && !older.nodeName().equals(newer.nodeName())) {
      throw violation(
          newer, nowNanos, "node " + older.nodeName(), "node '" + newer.nodeName() + "'");
    }
    if (older.isBound() && !older.devices().equals(newer.devices())) {
      throw violation(newer, nowNanos, "devices " + older.devices(), "" + newer.devices());
    }
    if (older.owner() != null && newer.owner() != null && !older.owner().equals(newer.owner())) {
      throw violation(newer, nowNanos, "owner " + older.owner(), "" + newer.owner());
    }
    kept(older.createdNanos(), newer.createdNanos(), "created", newer, nowNanos);
    kept(older.boundNanos(), newer.boundNanos(), "bound", newer, nowNanos);
    kept(older.startedNanos(), newer.startedNanos(), "started", newer, nowNanos);
    kept(older.finishedNanos(), newer.finishedNanos(), "finished", newer, nowNanos);
  }

  private static void kept(long older, long newer, String what, Pod pod, long nowNanos) {
    if (older != Pod.NEVER && older != newer) {
      throw violation(pod, nowNanos, what + " " + older, what + " " + newer);
    }
  }

  private static boolean isLegal(PodPhase from, PodPhase to) {
    return from == to
        || switch (from) {
          case PENDING -> to == PodPhase.RUNNING || to == PodPhase.FAILED;
          case RUNNING -> to.isTerminal();
          case SUCCEEDED, FAILED -> false;
        };
  }

  private static String describe(Pod pod) {
    return pod.phase()
        + " on '"
        + pod.nodeName()
        + "', started "
        + pod.startedNanos()
        + ", finished "
        + pod.finishedNanos();
  }

  static InvariantViolation violation(Pod pod, long nowNanos, String expected, String found) {
    return new InvariantViolation(nowNanos, "pod " + pod.key(), expected, found);
  }
}
