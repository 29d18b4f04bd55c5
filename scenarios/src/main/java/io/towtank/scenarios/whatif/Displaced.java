package io.towtank.scenarios.whatif;

import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.QueuedPodInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pod that has lost its place, is made anew, and waits for a node or has one. */
final class Displaced implements QueuedPodInfo {
  private final Pod original;
  private final @Nullable String preemptedBy;
  private PodInfo info;
  private long sequence;
  private int attempts;
  private String message = "";
  private long triedAt;
  private @Nullable PodInfo placed;
  private @Nullable CycleState state;

  /**
   * A pod to be made anew.
   *
   * @param original the pod on its node
   * @param nowNanos when that happens
   * @param preemptedBy pod that it gives way to; null for none
   */
  Displaced(PodInfo original, long nowNanos, @Nullable String preemptedBy) {
    this.original = original.pod();
    this.preemptedBy = preemptedBy;
    info = original.withVersion(anew(original.pod(), nowNanos));
  }

  private static Pod anew(Pod pod, long nowNanos) {
    return pod.toBuilder()
        .phase(PodPhase.PENDING)
        .nodeName("")
        .nominatedNodeName("")
        .devices(List.of())
        .reason("")
        .createdNanos(nowNanos)
        .boundNanos(Pod.NEVER)
        .startedNanos(Pod.NEVER)
        .finishedNanos(Pod.NEVER)
        .deletionNanos(Pod.NEVER)
        .disruptionReason("")
        .ready(false, Pod.NEVER)
        .build();
  }

  /** The pod as it was on its node. */
  Pod original() {
    return original;
  }

  /** Whether it was on a removed node. */
  boolean isEvicted() {
    return preemptedBy == null;
  }

  @Override
  public PodInfo info() {
    return info;
  }

  @Override
  public long timestampNanos() {
    return 0;
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public int attempts() {
    return attempts;
  }

  /** It enters the queue. */
  void queued(long number) {
    sequence = number;
  }

  /** An attempt begins, after so many changes of the cluster. */
  void beginAttempt(long changes) {
    attempts++;
    triedAt = changes;
  }

  /** How many changes there had been when it was last tried. */
  long triedAt() {
    return triedAt;
  }

  void refused(String why) {
    message = why;
  }

  void nominate(String nodeName) {
    if (!info.pod().nominatedNodeName().equals(nodeName)) {
      info = info.withVersion(info.pod().toBuilder().nominatedNodeName(nodeName).build());
    }
  }

  void placed(PodInfo onNode, CycleState cycle) {
    placed = onNode;
    state = cycle;
  }

  /** It has no place any more; returns the state of the attempt that found it. */
  CycleState unplaced() {
    CycleState found = state;
    if (found == null) {
      throw new IllegalStateException(info + " has no place");
    }
    placed = null;
    state = null;
    return found;
  }

  /** The pod on its new node; null while it has none. */
  @Nullable PodInfo placed() {
    return placed;
  }

  /** How it stands. */
  EvictedPod report() {
    OwnerReference owner = original.owner();
    PodInfo there = placed;
    return new EvictedPod(
        original.key(),
        owner == null ? "" : owner.kind() + " " + owner.name(),
        original.priority(),
        original.nodeName(),
        there == null ? null : there.pod().nodeName(),
        there == null ? message : null,
        preemptedBy);
  }
}
