package io.towtank.scheduling;

import io.towtank.model.Pod;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.queue.QueuedPod;
import io.towtank.scheduling.runtime.ProfileRuntime;
import java.util.SortedSet;
import java.util.TreeSet;

/** One attempt to schedule one pod, from its pop to its binding or its return to the queue. */
final class Attempt {
  private final QueuedPod queued;
  private final PodInfo pod;
  private final ProfileRuntime profile;
  private final CycleState state = new CycleState();
  private final long startNanos;
  private final int number;
  private String nodeName = "";
  private SortedSet<String> refusingPlugins = new TreeSet<>();
  private String message = "";
  private boolean neverFits;
  private Pod assumed;

  Attempt(QueuedPod queued, ProfileRuntime profile, long startNanos) {
    this.queued = queued;
    this.pod = queued.info();
    this.profile = profile;
    this.startNanos = startNanos;
    this.number = queued.attempts();
    this.assumed = pod.pod();
  }

  void found(String node) {
    nodeName = node;
  }

  void refused(SortedSet<String> plugins, String why, boolean never) {
    nodeName = "";
    refusingPlugins = plugins;
    message = why;
    neverFits = never;
  }

  void assume(Pod placed) {
    assumed = placed;
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
