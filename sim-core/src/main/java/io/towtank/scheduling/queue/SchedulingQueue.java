package io.towtank.scheduling.queue;

import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.model.UidMap;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PodInfos;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.queue.QueuedPod.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Pods that wait to be scheduled.
 *
 * <ul>
 *   <li>A new pod is <em>active</em>, unless PreEnqueue gates it.
 *   <li>A pod that could not be scheduled goes to the <em>unschedulable</em> pool. An event that
 *       may help it moves it on: to <em>active</em>, or to <em>backoff</em> while its backoff
 *       lasts. After five minutes without such an event it is moved on anyway.
 *   <li>A pod whose attempt ended with an error goes to backoff at once; only time gets it out. So
 *       does one that was tried too often at one instant, which ends what would be an endless loop
 *       where scheduling takes no simulation time.
 *   <li>When no pod is active, the one whose backoff ends first is popped before its time (feature
 *       gate SchedulerPopFromBackoffQ); the end of a backoff and the present are therefore compared
 *       in whole seconds.
 * </ul>
 *
 * <p>Events that happen while a pod's attempt is under way are kept, and looked at if it fails: a
 * pod can't miss the event that would have helped it.
 */
public final class SchedulingQueue {
  private static final long SECOND = 1_000_000_000L;
  private static final long FLUSH_PERIOD_NANOS = 30 * SECOND;
  private static final int ATTEMPTS_AT_ONE_INSTANT_MAX = 1000;

  private static final List<ClusterEvent> EVENTS = List.of(ClusterEvent.values());

  private final Simulation simulation;
  private final PodInfos infos;
  private final QueueOptions options;
  private final RequeueRules rules;
  private final Runnable onReady;
  private final UidMap<QueuedPod> pods = new UidMap<>();
  private final NavigableSet<QueuedPod> active;
  private final NavigableSet<QueuedPod> backoff;
  private final NavigableSet<QueuedPod> errorBackoff;
  private final Map<Long, QueuedPod> unschedulable = new LinkedHashMap<>();

  /** What may help any pod that was ever unschedulable; all else need not be held against them. */
  private final Set<ClusterEvent> helpfulEvents = EnumSet.noneOf(ClusterEvent.class);

  private final InFlightPods inFlight = new InFlightPods();
  private int binding;
  private long lastSequence;
  private final BackoffClock backoffs;
  private final QueueTimer backoffTimer;
  private final QueueTimer unschedulableTimer;

  /**
   * An empty queue.
   *
   * @param onReady called when a pod becomes active or can be popped from backoff
   */
  public SchedulingQueue(
      Simulation simulation,
      ResourceIndex resources,
      QueueOptions options,
      RequeueRules rules,
      Runnable onReady) {
    this.simulation = simulation;
    infos = new PodInfos(resources);
    this.options = options;
    this.rules = rules;
    this.onReady = onReady;
    backoffs = new BackoffClock(simulation, options);
    Comparator<QueuedPod> activeOrder =
        ((Comparator<QueuedPod>) rules.queueSort()::compare).thenComparingLong(QueuedPod::sequence);
    Comparator<QueuedPod> backoffOrder =
        Comparator.comparingLong(backoffs::endNanos).thenComparing(activeOrder);
    active = new TreeSet<>(activeOrder);
    backoff = new TreeSet<>(backoffOrder);
    errorBackoff = new TreeSet<>(backoffOrder);
    Mailbox<QueueTimer.Due> mailbox =
        simulation.mailbox("scheduling-queue", Phase.TIMER, due -> due.timer().fire());
    backoffTimer = new QueueTimer("flush backoff", simulation, mailbox, this::flushBackoff);
    unschedulableTimer =
        new QueueTimer("flush unschedulable", simulation, mailbox, this::flushUnschedulable);
  }

  /** A pod that is not bound has been created. */
  public void add(Pod pod) {
    add(infos.of(pod));
  }

  private void add(PodInfo info) {
    QueuedPod queued = new QueuedPod(info);
    queued.stamp(simulation.now(), ++lastSequence);
    pods.put(info.pod().uid(), queued);
    requeue(queued);
  }

  /** A pod that is not bound has changed. */
  public void update(Pod oldPod, Pod newPod) {
    QueuedPod queued = pods.get(newPod.uid());
    if (queued == null) {
      add(newPod);
      return;
    }
    PodInfo older = queued.info();
    PodInfo newer = older.hasSpecOf(newPod) ? older.withVersion(newPod) : infos.of(newPod);
    boolean mayMatter = isRespecified(oldPod, newPod);
    QueueingHint.Change change = QueueingHint.Change.ofPod(oldPod, newPod);
    Place place = queued.place();
    switch (place) {
      case ACTIVE, BACKOFF, ERROR_BACKOFF -> {
        setOf(place).remove(queued);
        queued.replace(newer);
        setOf(place).add(queued);
      }
      case GATED -> {
        queued.replace(newer);
        if (mayMatter) {
          wake(queued);
        }
      }
      case UNSCHEDULABLE -> {
        queued.replace(newer);
        if (mayMatter && helps(queued, ClusterEvent.POD_UPDATED, change)) {
          wake(queued);
        }
      }
      case IN_FLIGHT -> {
        queued.replace(newer);
        if (mayMatter) {
          inFlight.happened(ClusterEvent.POD_UPDATED, change);
        }
      }
      case BINDING -> queued.replace(newer);
      case NOWHERE -> throw new IllegalStateException("pod " + newPod + " is lost");
    }
  }

  /** Whether the pod has changed in a way that scheduling may look at: more than its status. */
  @SuppressWarnings("ReferenceEquality") // a version that only changes status keeps the spec
  public static boolean isRespecified(Pod oldPod, Pod newPod) {
    return oldPod.spec() != newPod.spec()
        || oldPod.priority() != newPod.priority()
        || !oldPod.labels().equals(newPod.labels());
  }

  /** A pod is gone, or was bound. */
  public void delete(Pod pod) {
    QueuedPod queued = pods.remove(pod.uid());
    if (queued == null) {
      return;
    }
    switch (queued.place()) {
      case ACTIVE, BACKOFF, ERROR_BACKOFF -> setOf(queued.place()).remove(queued);
      case UNSCHEDULABLE, GATED -> unschedulable.remove(pod.uid());
      case IN_FLIGHT -> inFlight.end(queued);
      case BINDING -> binding--;
      case NOWHERE -> {}
    }
    queued.moveTo(Place.NOWHERE);
  }

  /**
   * Forgets what became of its pods so far: all are new again, in the order of their creation, as
   * in the queue of a scheduler that has seen them created but tried none.
   */
  public void restart() {
    List<PodInfo> known = inOrderOfCreation();
    pods.inOrder().forEach(queued -> queued.moveTo(Place.NOWHERE));
    pods.clear();
    active.clear();
    backoff.clear();
    errorBackoff.clear();
    unschedulable.clear();
    helpfulEvents.clear();
    inFlight.clear();
    binding = 0;
    known.forEach(this::add);
  }

  /** All pods that wait or are being tried, in the order of their creation. */
  public List<PodInfo> inOrderOfCreation() {
    return pods.inOrder().stream().map(QueuedPod::info).toList();
  }

  /** The newest version of a pod that is in the queue or popped from it; null if it is gone. */
  public @Nullable PodInfo newest(long podUid) {
    QueuedPod queued = pods.get(podUid);
    return queued == null ? null : queued.info();
  }

  /** Whether the pod was popped and its attempt is under way. */
  public boolean isInFlight(long podUid) {
    return inFlight.contains(podUid);
  }

  /** Where the pod is. */
  public Place placeOf(long podUid) {
    QueuedPod queued = pods.get(podUid);
    return queued == null ? Place.NOWHERE : queued.place();
  }

  /** The next pod to try, null if there is none; its attempt counts from now. */
  public @Nullable QueuedPod pop() {
    QueuedPod next = active.pollFirst();
    boolean fromBackoff = next == null && options.popFromBackoff();
    if (fromBackoff) {
      next = backoff.pollFirst();
    }
    if (next == null) {
      return null;
    }
    next.countAttempt(simulation.now(), fromBackoff);
    next.moveTo(Place.IN_FLIGHT);
    inFlight.begin(next);
    return next;
  }

  /** Whether {@link #pop} would give a pod. */
  public boolean isReady() {
    return !active.isEmpty() || (options.popFromBackoff() && !backoff.isEmpty());
  }

  /** Whether nothing but the timers, or events from outside, can bring a pod out of the queue. */
  public boolean isWaiting() {
    return !isReady() && inFlight.isEmpty() && binding == 0;
  }

  /** Whether a pod waits for a backoff to end that nothing can shorten. */
  public boolean hasBackoff() {
    return !errorBackoff.isEmpty() || (!options.popFromBackoff() && !backoff.isEmpty());
  }

  /** How many pods wait to be tried. */
  public int activeCount() {
    return active.size();
  }

  /** How many pods wait for a backoff to end. */
  public int backoffCount() {
    return backoff.size() + errorBackoff.size();
  }

  /** How many pods wait for the cluster to change. */
  public int unschedulableCount() {
    return unschedulable.size();
  }

  /** How many timers of the queue are set. */
  public int pendingTimers() {
    return (backoffTimer.isSet() ? 1 : 0) + (unschedulableTimer.isSet() ? 1 : 0);
  }

  /** A popped pod has got a node and is being bound: events are no longer kept for it. */
  public void beginBinding(QueuedPod queued) {
    if (queued.place() == Place.IN_FLIGHT) {
      inFlight.end(queued);
      queued.moveTo(Place.BINDING);
      binding++;
    }
  }

  /**
   * A popped pod could not be scheduled, or not bound. After a failed binding it is tried again as
   * soon as its backoff allows, since nobody knows which events it has missed.
   *
   * @param plugins the plugins that refused it; empty for an error
   */
  public void addFailed(QueuedPod queued, SortedSet<String> plugins) {
    boolean wasBinding = queued.place() == Place.BINDING;
    if (!wasBinding && queued.place() != Place.IN_FLIGHT) {
      return;
    }
    queued.stamp(simulation.now(), ++lastSequence);
    if (plugins.isEmpty()) {
      queued.failWithError();
    } else {
      queued.failUnschedulable(plugins);
    }
    boolean retry =
        wasBinding
            || plugins.isEmpty()
            || inFlight.hasMissed(queued, (event, change) -> helps(queued, event, change));
    if (wasBinding) {
      binding--;
    } else {
      inFlight.end(queued);
    }
    if (retry && !mustWait(queued)) {
      requeue(queued);
    } else {
      queued.moveTo(Place.UNSCHEDULABLE);
      unschedulable.put(queued.info().pod().uid(), queued);
      noteWhatMayHelp(queued);
      setUnschedulableTimer();
    }
  }

  /** A popped pod is not to be tried after all, and does not come back. */
  public void drop(QueuedPod queued) {
    delete(queued.info().pod());
  }

  /**
   * A pod that waits is ready at once, whatever its backoff and whatever refused it; unless it was
   * tried too often at this instant.
   */
  public void activate(Pod pod) {
    QueuedPod queued = pods.get(pod.uid());
    if (queued != null && takeOut(queued)) {
      put(queued, wasTriedTooOften(queued) ? Place.ERROR_BACKOFF : Place.ACTIVE);
    }
  }

  /** A pod that waits is ready when its backoff is over, whatever refused it. */
  public void backOff(Pod pod) {
    QueuedPod queued = pods.get(pod.uid());
    if (queued != null && takeOut(queued)) {
      put(queued, Place.ERROR_BACKOFF);
    }
  }

  /** Takes a pod that waits from where it does; whether it waited. */
  private boolean takeOut(QueuedPod queued) {
    switch (queued.place()) {
      case UNSCHEDULABLE -> unschedulable.remove(queued.info().pod().uid());
      case BACKOFF, ERROR_BACKOFF -> setOf(queued.place()).remove(queued);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean wasTriedTooOften(QueuedPod queued) {
    return queued.attemptsAt(simulation.now()) >= ATTEMPTS_AT_ONE_INSTANT_MAX;
  }

  /** The cluster has changed: pods that it may help are moved on. */
  public void moveOn(ClusterEvent event, QueueingHint.Change change) {
    moveOn(event, change, pod -> true);
  }

  /** The same, for pods that wait and pass the test; a pod in flight remembers it in any case. */
  public void moveOn(ClusterEvent event, QueueingHint.Change change, Predicate<Pod> whom) {
    inFlight.happened(event, change);
    if (unschedulable.isEmpty() || !helpfulEvents.contains(event)) {
      return;
    }
    List<QueuedPod> woken = new ArrayList<>();
    for (QueuedPod queued : unschedulable.values()) {
      if (queued.place() == Place.UNSCHEDULABLE
          && whom.test(queued.info().pod())
          && helps(queued, event, change)) {
        woken.add(queued);
      }
    }
    woken.forEach(this::wake);
  }

  private void noteWhatMayHelp(QueuedPod queued) {
    for (ClusterEvent event : EVENTS) {
      if (rules.mayEverHelp(queued.info().pod(), queued.unschedulablePlugins(), event)) {
        helpfulEvents.add(event);
      }
    }
  }

  private boolean helps(QueuedPod queued, ClusterEvent event, QueueingHint.Change change) {
    return rules.mayHelp(queued.info().pod(), queued.unschedulablePlugins(), event, change);
  }

  private void wake(QueuedPod queued) {
    if (queued.place() == Place.UNSCHEDULABLE && mustWait(queued)) {
      return;
    }
    unschedulable.remove(queued.info().pod().uid());
    requeue(queued);
  }

  /**
   * Whether preemption for the pod is under way. Without popping from backoff, a pod that goes to
   * backoff can't be tried at this instant, so that nothing keeps it. Source: kube-scheduler v1.34,
   * {@code moveToBackoffQ}.
   */
  private boolean mustWait(QueuedPod queued) {
    return rules.isPreempting(queued.info().pod())
        && (options.popFromBackoff() || !backoffs.isBackingOff(queued));
  }

  private void requeue(QueuedPod queued) {
    if (!rules.preEnqueue(queued.info().pod()).isSuccess()) {
      queued.moveTo(Place.GATED);
      unschedulable.put(queued.info().pod().uid(), queued);
    } else if (!backoffs.isBackingOff(queued)) {
      put(queued, Place.ACTIVE);
    } else if (queued.unschedulablePlugins().isEmpty() || wasTriedTooOften(queued)) {
      put(queued, Place.ERROR_BACKOFF);
    } else {
      put(queued, Place.BACKOFF);
    }
  }

  private void put(QueuedPod queued, Place place) {
    queued.moveTo(place);
    setOf(place).add(queued);
    if (place != Place.ACTIVE) {
      backoffTimer.setFor(BackoffClock.flushAfter(backoffs.endNanos(queued)));
    }
    if (isReady()) {
      onReady.run();
    }
  }

  private NavigableSet<QueuedPod> setOf(Place place) {
    return switch (place) {
      case ACTIVE -> active;
      case BACKOFF -> backoff;
      case ERROR_BACKOFF -> errorBackoff;
      default -> throw new IllegalStateException("no queue for " + place);
    };
  }

  private void flushBackoff() {
    flush(backoff);
    flush(errorBackoff);
    long next = Math.min(firstEnd(backoff), firstEnd(errorBackoff));
    if (next != Long.MAX_VALUE) {
      backoffTimer.setFor(BackoffClock.flushAfter(next));
    }
  }

  private void flush(NavigableSet<QueuedPod> set) {
    while (!set.isEmpty() && !backoffs.isBackingOff(set.first())) {
      put(set.pollFirst(), Place.ACTIVE);
    }
  }

  private long firstEnd(NavigableSet<QueuedPod> set) {
    return set.isEmpty() ? Long.MAX_VALUE : backoffs.endNanos(set.first());
  }

  private void flushUnschedulable() {
    List<QueuedPod> expired = new ArrayList<>();
    for (QueuedPod queued : unschedulable.values()) {
      if (queued.place() == Place.UNSCHEDULABLE
          && simulation.now() - queued.timestampNanos() > options.unschedulableTimeoutNanos()) {
        expired.add(queued);
      }
    }
    expired.forEach(this::wake);
    setUnschedulableTimer();
  }

  private void setUnschedulableTimer() {
    if (options.unschedulableTimeoutNanos() == QueueOptions.NEVER) {
      return;
    }
    for (QueuedPod queued : unschedulable.values()) {
      if (queued.place() == Place.UNSCHEDULABLE) {
        long expiry = queued.timestampNanos() + options.unschedulableTimeoutNanos();
        unschedulableTimer.setFor((expiry / FLUSH_PERIOD_NANOS + 1) * FLUSH_PERIOD_NANOS);
        return;
      }
    }
  }
}
