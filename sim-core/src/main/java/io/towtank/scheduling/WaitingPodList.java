package io.towtank.scheduling;

import io.towtank.model.Pod;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.WaitingPods;
import io.towtank.scheduling.runtime.ProfileRuntime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The pods that wait for Permit, longest first. */
final class WaitingPodList implements WaitingPods {
  /** A pod and the plugins that still make it wait. */
  private record Waiting(Attempt attempt, SortedSet<String> plugins, long timerHandle) {}

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

  void add(Attempt attempt, SortedSet<String> plugins, long timerHandle) {
    waiting.put(attempt.pod().pod().uid(), new Waiting(attempt, plugins, timerHandle));
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Rejects the attempt's pod because its time is over, if it still waits. */
  void timeOut(Attempt attempt) {
    Waiting entry = waiting.get(attempt.pod().pod().uid());
    if (entry != null && entry.attempt().equals(attempt)) {
      reject(
          attempt.pod().pod().uid(),
          entry.plugins().first(),
          "pod rejected due to timeout after waiting at plugin " + entry.plugins().first());
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
    entry.plugins().remove(plugin);
    if (entry.plugins().isEmpty()) {
      take(podUid);
      onAllowed.accept(entry.attempt());
    }
    return true;
  }

  @Override
  public boolean reject(long podUid, String plugin, String reason) {
    Waiting entry = take(podUid);
    if (entry == null) {
      return false;
    }
    onRejected.accept(
        entry.attempt(), new ProfileRuntime.Outcome(Status.unschedulable(reason), plugin));
    return true;
  }

  private @Nullable Waiting take(long podUid) {
    Waiting entry = waiting.remove(podUid);
    if (entry != null) {
      cancelTimer.accept(entry.timerHandle());
    }
    return entry;
  }
}
