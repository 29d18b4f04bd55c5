package io.towtank.scheduling;

import io.towtank.model.Pod;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.WaitingPods;
import io.towtank.scheduling.runtime.ProfileRuntime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The pods that wait for Permit, longest first. */
final class WaitingPodList implements WaitingPods {
  /** A pod, and the plugins that still make it wait with the handles of their timers. */
  private record Waiting(Attempt attempt, SortedMap<String, Long> timers) {}

  private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
  private final Consumer<Long> cancelTimer;
  private final Consumer<Attempt> onAllowed;
  private final BiConsumer<Attempt, ProfileRuntime.Outcome> onRejected;

  WaitingPodList(
      Consumer<Long> cancelTimer,
      Consumer<Attempt> onAllowed,
      BiConsumer<Attempt, ProfileRuntime.Outcome> onRejected) {
    this.cancelTimer = cancelTimer;
    this.onAllowed = onAllowed;
    this.onRejected = onRejected;
  }

  /**
   * Adds a pod.
   *
   * @param timers handles of the time-outs, by the plugins that make it wait
   */
  void add(Attempt attempt, SortedMap<String, Long> timers) {
    waiting.put(attempt.pod().pod().uid(), new Waiting(attempt, timers));
  }

  /** Lets go of all pods without a word to anybody; what they were about. */
  List<Attempt> clear() {
    List<Attempt> attempts = new ArrayList<>();
    for (Waiting entry : waiting.values()) {
      entry.timers().values().forEach(cancelTimer);
      attempts.add(entry.attempt());
    }
    waiting.clear();
    return attempts;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Rejects the attempt's pod because a plugin's time is over, if it still waits for that. */
  void timeOut(Attempt attempt, String plugin) {
    long uid = attempt.pod().pod().uid();
    Waiting entry = waiting.get(uid);
    if (entry != null && entry.attempt().equals(attempt)) {
      reject(uid, plugin, "rejected due to timeout after waiting at plugin " + plugin);
    }
  }

  @Override
  public List<Pod> all() {
    return waiting.values().stream().map(entry -> entry.attempt().pod().pod()).toList();
  }

  @Override
  public boolean allow(long podUid, String plugin) {
    Waiting entry = waiting.get(podUid);
    if (entry == null) {
      return false;
    }
    Long timer = entry.timers().remove(plugin);
    if (timer != null) {
      cancelTimer.accept(timer);
    }
    if (entry.timers().isEmpty()) {
      waiting.remove(podUid);
      onAllowed.accept(entry.attempt());
    }
    return true;
  }

  @Override
  public boolean reject(long podUid, String plugin, String reason) {
    Waiting entry = waiting.remove(podUid);
    if (entry == null) {
      return false;
    }
    entry.timers().values().forEach(cancelTimer);
    onRejected.accept(
        entry.attempt(), new ProfileRuntime.Outcome(Status.unschedulable(reason), plugin));
    return true;
  }
}
