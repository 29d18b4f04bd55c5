package io.towtank.control.runtime;

import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Runs a {@link Reconciler}: a queue of keys in which each stands once, first come first served,
 * one at a time. A reconciliation takes no simulation time. While the controller is stopped it
 * hears nothing; when it starts it looks at every object, as one that has just listed them.
 */
public final class Controller {
  private record Drain(String controller) implements Message {
    @Override
    public long fingerprint() {
      return controller.hashCode();
    }
  }

  private record Due(String key) implements Message {
    @Override
    public long fingerprint() {
      return key.hashCode();
    }
  }

  private record Timer(long atNanos, long handle) {}

  private final Simulation simulation;
  private final Reconciler reconciler;
  private final Mailbox<Drain> drains;
  private final Mailbox<Due> timers;
  private final Set<String> queue = new LinkedHashSet<>();
  private final Map<String, Timer> timersByKey = new HashMap<>();
  private final RetryDelays retries;
  private boolean isRunning;
  private boolean isDraining;

  /** A controller that is stopped. */
  public Controller(Simulation simulation, Reconciler reconciler) {
    this(simulation, reconciler, new RetryDelays(), Phase.CONTROL);
  }

  /**
   * A controller that is stopped, whose delayed looks fall due in another phase than {@link
   * Phase#CONTROL}. From an earlier one they take their turn ahead of other controllers', however
   * long before either was set.
   */
  public Controller(Simulation simulation, Reconciler reconciler, Phase duePhase) {
    this(simulation, reconciler, new RetryDelays(), duePhase);
  }

  /**
   * A controller that is stopped, with other delays after failures than the usual ones.
   *
   * @param firstRetryNanos delay after the first failure; it doubles with each one that follows
   * @param maxRetryNanos longest delay
   */
  public Controller(
      Simulation simulation, Reconciler reconciler, long firstRetryNanos, long maxRetryNanos) {
    this(simulation, reconciler, new RetryDelays(firstRetryNanos, maxRetryNanos), Phase.CONTROL);
  }

  private Controller(
      Simulation simulation, Reconciler reconciler, RetryDelays retries, Phase duePhase) {
    this.retries = retries;
    this.simulation = simulation;
    this.reconciler = reconciler;
    String name = "control/" + reconciler.name();
    drains = simulation.mailbox(name, Phase.CONTROL, drain -> reconcileNext());
    timers = simulation.mailbox(name + "/timer", duePhase, this::isDue);
  }

  /** Name of the controller. */
  public String name() {
    return reconciler.name();
  }

  /** Begins, with a look at every object. */
  public void start() {
    if (!isRunning) {
      isRunning = true;
      reconciler.begin();
      reconciler.keys().forEach(this::enqueue);
    }
  }

  /** Ends at once; what was queued is forgotten. */
  public void stop() {
    isRunning = false;
    queue.clear();
    retries.clear();
    // Cancelling in whatever order leaves the same events.
    timersByKey.values().forEach(timer -> simulation.cancel(timer.handle()));
    timersByKey.clear();
  }

  /** Whether it works. */
  public boolean isRunning() {
    return isRunning;
  }

  /** How many keys wait, those with a delay not counted. */
  public int queueLength() {
    return queue.size();
  }

  /** How many looks at objects are set for a later time. */
  public int pendingTimers() {
    return timersByKey.size();
  }

  /** Looks at an object as soon as those ahead of it are done. */
  public void enqueue(String key) {
    if (isRunning && queue.add(key) && !isDraining) {
      isDraining = true;
      drains.send(new Drain(reconciler.name()));
    }
  }

  /** Looks at an object after a delay; of several delays the one that ends first counts. */
  public void enqueueAfter(String key, long delayNanos) {
    if (!isRunning) {
      return;
    }
    if (delayNanos <= 0) {
      enqueue(key);
      return;
    }
    long now = simulation.now();
    long at = delayNanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + delayNanos;
    Timer set = timersByKey.get(key);
    if (set != null) {
      if (set.atNanos() <= at) {
        return;
      }
      simulation.cancel(set.handle());
    }
    timersByKey.put(key, new Timer(at, timers.sendAt(at, new Due(key))));
  }

  private void isDue(Due due) {
    timersByKey.remove(due.key());
    enqueue(due.key());
  }

  private void reconcileNext() {
    isDraining = false;
    Iterator<String> first = queue.iterator();
    if (!first.hasNext()) {
      return; // Stopped meanwhile.
    }
    String key = first.next();
    first.remove();
    if (!queue.isEmpty()) {
      isDraining = true;
      drains.send(new Drain(reconciler.name()));
    }
    Outcome outcome = reconciler.reconcile(key);
    if (outcome.isRetry()) {
      enqueueAfter(key, retries.next(key));
      return;
    }
    retries.forget(key);
    if (outcome.afterNanos() != Outcome.NOT_AGAIN) {
      enqueueAfter(key, outcome.afterNanos());
    }
  }
}
