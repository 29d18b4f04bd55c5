package io.towtank.scheduling;

import io.towtank.model.Pod;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.Preemption;
import io.towtank.scheduling.queue.QueuedPod;
import io.towtank.scheduling.runtime.ProfileRuntime;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** One attempt to schedule one pod, from its pop to its binding or its return to the queue. */
final class Attempt {
  private final QueuedPod queued;
  private final PodInfo pod;
  private final ProfileRuntime profile;
  private final CycleState state = new CycleState();
  private final long startNanos;
  private final int number;
  private final boolean fromBackoff;
  private @Nullable NodeInfo node;
  private String nodeName = "";
  private SortedSet<String> refusingPlugins = Collections.emptySortedSet();
  private String message = "";
  private boolean neverFits;
  private PostFilterPlugin.@Nullable Result postFilter;
  private Pod assumed;

  Attempt(QueuedPod queued, ProfileRuntime profile, long startNanos) {
    this.queued = queued;
    this.pod = queued.info();
    this.profile = profile;
    this.startNanos = startNanos;
    this.number = queued.attempts();
    this.fromBackoff = queued.isPoppedFromBackoff();
    this.assumed = pod.pod();
  }

  void found(NodeInfo selected) {
    node = selected;
    nodeName = selected.node().name();
  }

  /** The node found, as it was then. */
  NodeInfo node() {
    if (node == null) {
      throw new IllegalStateException("no node was found in " + this);
    }
    return node;
  }

  void refused(SortedSet<String> plugins, String why, boolean never) {
    nodeName = "";
    refusingPlugins = plugins;
    message = why;
    neverFits = never;
  }

  void postFiltered(PostFilterPlugin.Result result) {
    postFilter = result;
  }

  /** What PostFilter found; null if it was not asked: an error ends every nomination. */
  PostFilterPlugin.@Nullable Result postFilter() {
    return postFilter;
  }

  /** Whom to evict for the pod, null for nobody. */
  Preemption.@Nullable Candidate preemption() {
    if (postFilter == null) {
      return null;
    }
    Preemption preemption = postFilter.preemption();
    return preemption == null ? null : preemption.chosen();
  }

  void assume(Pod placed) {
    assumed = placed;
  }

  AttemptReport report(long endNanos, AttemptReport.Result result) {
    Preemption.Candidate room = preemption();
    return new AttemptReport(
        pod.pod(),
        number,
        startNanos,
        endNanos,
        fromBackoff,
        result,
        nodeName,
        refusingPlugins,
        room == null ? "" : room.nodeName(),
        room == null
            ? List.of()
            : room.victims().stream().map(victim -> victim.pod().key()).toList(),
        message);
  }

  QueuedPod queued() {
    return queued;
  }

  PodInfo pod() {
    return pod;
  }

  ProfileRuntime profile() {
    return profile;
  }

  CycleState state() {
    return state;
  }

  long startNanos() {
    return startNanos;
  }

  int number() {
    return number;
  }

  String nodeName() {
    return nodeName;
  }

  SortedSet<String> refusingPlugins() {
    return refusingPlugins;
  }

  String message() {
    return message;
  }

  boolean neverFits() {
    return neverFits;
  }

  Pod assumed() {
    return assumed;
  }

  @Override
  public String toString() {
    return pod + " attempt " + number;
  }
}
