package io.towtank.kubelet.machine;

import io.towtank.model.NodeCondition;
import io.towtank.model.Pod;
import io.towtank.model.ResourceNames;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a kubelet does when its node runs short of memory, disk or process ids: it says so, and ends
 * pods, one at a time, as long as the shortage lasts. Source: Kubernetes v1.34, kubelet {@code
 * eviction_manager.go}; images and dead containers that it would remove first are left out.
 *
 * <p>It looks every 10 s from its start on, but only while something is short or was of late.
 */
final class NodePressure {
  private static final long SECOND = 1_000_000_000L;
  private static final long NO_TIMER = 0;
  private static final long NOT_CROSSED = -1;

  /** Source: Kubernetes v1.34, {@code evictionMonitoringPeriod}. */
  private static final long PERIOD_NANOS = 10 * SECOND;

  /** Source: Kubernetes v1.34, {@code podCleanupPollFreq}. */
  private static final long CLEANUP_POLL_NANOS = SECOND;

  /** Source: Kubernetes v1.34, {@code immediateEvictionGracePeriodSeconds}. */
  private static final long EVICTION_GRACE_NANOS = SECOND;

  /** Source: kubelet's {@code evictionPressureTransitionPeriod}. */
  private static final long TRANSITION_NANOS = 300 * SECOND;

  private final Machine machine;
  private final MachineContext context;
  private final SortedSet<String> forced = new TreeSet<>();
  private final SortedMap<String, Long> lastObserved = new TreeMap<>();
  private long startNanos;
  private long softSinceNanos = NOT_CROSSED;
  private @Nullable PodRun evicting;
  private long timer = NO_TIMER;

  NodePressure(Machine machine, MachineContext context) {
    this.machine = machine;
    this.context = context;
  }

  /** The kubelet starts. */
  void start() {
    startNanos = context.now();
    lastObserved.clear();
    softSinceNanos = NOT_CROSSED;
    evicting = null;
    usageChanged();
  }

  /** The kubelet is gone. */
  void stop() {
    schedule(Times.FAR);
  }

  /** Something else on the machine uses up a resource, or ceases to. */
  void force(String type, boolean isOn) {
    if (isOn ? forced.add(type) : forced.remove(type)) {
      usageChanged();
    }
  }

  /** Types of pressure that the node is said to be under. */
  Set<String> conditions() {
    return lastObserved.keySet();
  }

  /** Pods have come or gone, or use another amount. */
  void usageChanged() {
    if (timer == NO_TIMER
        && machine.isAwake()
        && (!forced.isEmpty() || !lastObserved.isEmpty() || isMemoryObserved())) {
      schedule(Times.firstOnGrid(startNanos, PERIOD_NANOS, context.now()));
    }
  }

  /** Looks at the node. */
  void wake() {
    timer = NO_TIMER;
    if (!machine.isAwake()) {
      return;
    }
    long now = context.now();
    if (evicting != null && !evicting.isOver()) {
      // A kubelet waits for the pod that it ends before it looks again.
      schedule(now + CLEANUP_POLL_NANOS);
      return;
    }
    SortedSet<String> acting = new TreeSet<>(forced);
    boolean isSoft = isSoftDue(now);
    if (isMemoryShort() || isSoft) {
      acting.add(NodeCondition.MEMORY_PRESSURE);
    }
    acting.forEach(type -> lastObserved.put(type, now));
    if (isMemoryObserved()) {
      lastObserved.put(NodeCondition.MEMORY_PRESSURE, now);
    }
    lastObserved.values().removeIf(last -> now - last >= TRANSITION_NANOS);
    machine.status().changed();
    PodRun victim = acting.isEmpty() ? null : victim(acting.first());
    evicting = victim;
    if (victim != null) {
      isSoft &= forced.isEmpty() && !isMemoryShort();
      victim.evict(isSoft ? softGraceNanos(victim) : EVICTION_GRACE_NANOS);
      schedule(now + CLEANUP_POLL_NANOS);
    } else if (!lastObserved.isEmpty()) {
      schedule(now + PERIOD_NANOS);
    }
  }

  /**
   * The pod to end first: one that uses more than it requests before others, then by priority, then
   * by how much it uses beyond its request. Source: Kubernetes v1.34, {@code rankMemoryPressure},
   * {@code rankDiskPressureFunc}, {@code rankPIDPressure}.
   */
  private @Nullable PodRun victim(String type) {
    Comparator<PodRun> byPriority = Comparator.comparingInt(run -> run.pod().priority());
    Comparator<PodRun> ranking =
        type.equals(NodeCondition.MEMORY_PRESSURE)
            ? Comparator.comparing((PodRun run) -> memoryBeyondRequest(run) <= 0)
                .thenComparing(byPriority)
                .thenComparing(
                    Comparator.comparingLong(NodePressure::memoryBeyondRequest).reversed())
            : byPriority;
    return machine.runs().stream()
        .filter(run -> !run.isStopping())
        .filter(run -> run.pod().priority() < PodAdmission.CRITICAL_PRIORITY)
        .min(ranking)
        .orElse(null);
  }

  private static long memoryBeyondRequest(PodRun run) {
    Pod pod = run.pod();
    return run.memoryBytes() - pod.spec().effectiveRequests().get(ResourceNames.MEMORY);
  }

  /** Whether the soft threshold has been crossed for long enough. */
  private boolean isSoftDue(long now) {
    SoftEviction soft = context.options().softEviction();
    if (!isBelow(soft.memoryBytes())) {
      softSinceNanos = NOT_CROSSED;
      return false;
    }
    softSinceNanos = softSinceNanos == NOT_CROSSED ? now : softSinceNanos;
    return now - softSinceNanos >= soft.graceNanos();
  }

  private long softGraceNanos(PodRun run) {
    long longest = context.options().softEviction().podGraceNanosMax();
    return Math.min(longest, run.pod().spec().terminationGraceNanos());
  }

  private boolean isMemoryShort() {
    return isBelow(context.options().memoryThresholdBytes());
  }

  private boolean isMemoryObserved() {
    return isMemoryShort() || isBelow(context.options().softEviction().memoryBytes());
  }

  private boolean isBelow(long threshold) {
    if (threshold == 0
        || !context.usage().isAny()
        || !machine.capacity().contains(ResourceNames.MEMORY)) {
      return false;
    }
    long free = machine.capacity().get(ResourceNames.MEMORY);
    for (PodRun run : machine.runs()) {
      free -= run.memoryBytes();
    }
    return free < threshold;
  }

  private void schedule(long at) {
    if (timer != NO_TIMER) {
      context.cancel(timer);
      timer = NO_TIMER;
    }
    if (at != Times.FAR) {
      MachineWake wake = new MachineWake(machine.name(), MachineWake.Task.PRESSURE, 0);
      timer = context.wakeAt(at, wake);
    }
  }
}
