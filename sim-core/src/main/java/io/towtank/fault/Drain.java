package io.towtank.fault;

import io.towtank.model.Pod;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One drain of one node, begun by {@link Drains#begin}. */
public final class Drain {
  /** How a drain ended. */
  public enum Result {
    /** All pods that it evicts are gone. */
    DRAINED("drained"),
    /** Time ran out before they were. */
    TIMED_OUT("drain timed out"),
    /** A pod may not be evicted by its options; none was. */
    REFUSED("drain refused"),
    /** Some pods could not be evicted for another reason than a budget. */
    FAILED("drain failed");

    private final String words;

    Result(String words) {
      this.words = words;
    }

    /** The result for people. */
    public String words() {
      return words;
    }
  }

  private final String node;
  private final DrainOptions options;
  private final Consumer<Result> onEnd;
  private final FaultSite.Notes notes;

  /** Pods yet to be evicted, by uid. */
  private final Map<Long, Pod> toEvict = new LinkedHashMap<>();

  /** Pods that were evicted and are not gone, with the time of their eviction. */
  private final Map<Long, Long> evictedNanos = new LinkedHashMap<>();

  private final Set<Long> blocked = new LinkedHashSet<>();
  private boolean hasFailures;
  private boolean isOver;

  Drain(String node, DrainOptions options, FaultSite.Notes notes, Consumer<Result> onEnd) {
    this.node = node;
    this.options = options;
    this.notes = notes;
    this.onEnd = onEnd;
  }

  String node() {
    return node;
  }

  DrainOptions options() {
    return options;
  }

  Map<Long, Pod> toEvict() {
    return toEvict;
  }

  Map<Long, Long> evictedNanos() {
    return evictedNanos;
  }

  void fail() {
    hasFailures = true;
  }

  boolean isOver() {
    return isOver;
  }

  /** Whether it has neither ended nor been called off. */
  public boolean isUnderWay() {
    return !isOver;
  }

  /** Whether all pods are gone that it evicts. */
  boolean isDone() {
    return toEvict.isEmpty() && evictedNanos.isEmpty();
  }

  /** A budget does not allow the eviction now; noted once for each pod. */
  void blocked(Pod pod, String why) {
    if (blocked.add(pod.uid())) {
      notes.add(why);
    }
  }

  void finish() {
    end(hasFailures ? Result.FAILED : Result.DRAINED);
  }

  void end(Result result) {
    if (!isOver) {
      isOver = true;
      onEnd.accept(result);
    }
  }

  void note(String what) {
    notes.add(what);
  }

  /** Evicts nobody any more, and says nothing of it. */
  public void cancel() {
    isOver = true;
    toEvict.clear();
    evictedNanos.clear();
  }
}
