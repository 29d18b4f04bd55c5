package io.towtank.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A discrete-event simulation: a clock, the pending events, the mailboxes they are delivered to.
 *
 * <p>Simulation time is a whole number of nanoseconds from the start, up to {@link Long#MAX_VALUE}
 * (292 years). Events are delivered in the order (time, {@linkplain Phase phase}, order of
 * sending); there are no ties. The clock moves only from one event to the next.
 *
 * <p>For one thread. Simulations share nothing, so many can run side by side.
 */
public final class Simulation {
  /** So many events of one instant tell that it has no end, unless said otherwise. */
  public static final long EVENTS_PER_INSTANT_MAX = 20_000_000;

  private static final long EVENTS_NAMED = 1000;

  private final EventQueue queue = new EventQueue();
  private final List<Mailbox<?>> mailboxes = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final RandomStreams streams;
  private final TapeDigest digest = new TapeDigest();
  private @Nullable TapeObserver observer;

  private long now;
  private long eventsDelivered;
  private long eventsPerInstantMax = EVENTS_PER_INSTANT_MAX;
  private long instantsFirstEvent = 1;
  private final Set<String> lastMailboxes = new TreeSet<>();
  private boolean delivering;
  private boolean stopped;
  private @Nullable Throwable failure;

  /** An empty simulation at time 0 whose random streams are derived from the given seed. */
  public Simulation(long rootSeed) {
    streams = new RandomStreams(rootSeed);
  }

  /** The simulation time in nanoseconds from the start. */
  public long now() {
    return now;
  }

  /**
   * Makes an address for a component.
   *
   * @param name unique in the simulation, not empty; it names the component on the event tape
   * @param phase the phase of all messages sent there
   * @throws IllegalArgumentException if the name is empty or taken
   */
  public <M extends Message> Mailbox<M> mailbox(String name, Phase phase, Receiver<M> receiver) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A mailbox needs a name");
    }
    if (!names.add(name)) {
      throw new IllegalArgumentException("There is a mailbox named '" + name + "' already");
    }
    Mailbox<M> mailbox = new Mailbox<>(this, mailboxes.size(), name, phase, receiver);
    mailboxes.add(mailbox);
    return mailbox;
  }

  /**
   * Takes a message back that was sent but not delivered.
   *
   * @param handle what the sending method returned
   * @return whether it was still pending; false after delivery (which begins before the receiver is
   *     called), after an earlier cancellation, and for a number that is no handle
   */
  public boolean cancel(long handle) {
    return queue.cancel(handle);
  }

  /**
   * Delivers events until none is pending or {@link #stop()} is called. The clock stays at the last
   * event delivered.
   *
   * @return how many this call has delivered
   * @throws SimulationException if a receiver fails; the simulation then delivers nothing any more
   * @throws EndlessInstantException if too many events come at one instant; likewise
   */
  public long run() {
    return deliverAllDue(Long.MAX_VALUE);
  }

  /**
   * Delivers all events due at the given instant or before, those sent meanwhile included, then
   * sets the clock to that instant; unless {@link #stop()} is called, which leaves the clock at the
   * last event delivered.
   *
   * @param timeNanos not before {@link #now()}
   * @return how many this call has delivered
   * @throws IllegalArgumentException if the instant has passed
   * @throws SimulationException if a receiver fails; the simulation then delivers nothing any more
   * @throws EndlessInstantException if too many events come at one instant; likewise
   */
  public long runUntil(long timeNanos) {
    if (timeNanos < now) {
      throw new IllegalArgumentException(
          "Cannot run until " + timeNanos + " ns, it is " + now + " ns already");
    }
    long delivered = deliverAllDue(timeNanos);
    if (!stopped) {
      moveClock(timeNanos);
    }
    return delivered;
  }

  /**
   * Sets how many events may be delivered at one instant.
   *
   * @param count at least 1
   */
  public void limitEventsPerInstant(long count) {
    if (count < 1) {
      throw new IllegalArgumentException("An instant needs an event, not " + count);
    }
    eventsPerInstantMax = count;
  }

  /**
   * Delivers the next event.
   *
   * @return false if none is pending
   * @throws SimulationException if a receiver fails; the simulation then delivers nothing any more
   * @throws EndlessInstantException if too many events come at one instant; likewise
   */
  public boolean step() {
    begin();
    try {
      return deliverNext(Long.MAX_VALUE);
    } finally {
      delivering = false;
    }
  }

  /**
   * Ends the run under way as soon as the present event is dealt with. What is pending stays so,
   * and a later run goes on from there. Without a run under way, nothing happens.
   */
  public void stop() {
    stopped = true;
  }

  /** The random streams, derived from the root seed. */
  public RandomStreams streams() {
    return streams;
  }

  /**
   * The running digest of the event tape: time, mailbox with its phase, and message fingerprint of
   * every event delivered. What a component adds stands in it too.
   */
  public TapeDigest digest() {
    return digest;
  }

  /** Shows every event to the given observer from now on, in place of any earlier one. */
  public void observe(@Nullable TapeObserver observer) {
    this.observer = observer;
  }

  /** The number of events delivered since the start. */
  public long eventsDelivered() {
    return eventsDelivered;
  }

  /** The number of events sent, but neither delivered nor cancelled. */
  public int pending() {
    return queue.pending();
  }

  long send(Mailbox<?> mailbox, long timeNanos, Message message) {
    return queue.push(
        timeNanos, mailbox.phase().order(), mailbox.index(), Objects.requireNonNull(message));
  }

  private long deliverAllDue(long timeNanos) {
    begin();
    long before = eventsDelivered;
    try {
      boolean more = true;
      while (more && !stopped) {
        more = deliverNext(timeNanos);
      }
    } finally {
      delivering = false;
    }
    return eventsDelivered - before;
  }

  private void begin() {
    if (delivering) {
      throw new IllegalStateException("The simulation is running: a receiver cannot run it");
    }
    if (failure != null) {
      throw new IllegalStateException("The simulation has failed and cannot go on", failure);
    }
    delivering = true;
    stopped = false;
  }

  private void moveClock(long time) {
    if (time != now) {
      now = time;
      instantsFirstEvent = eventsDelivered + 1;
    }
  }

  private boolean deliverNext(long dueTimeNanos) {
    if (!queue.poll(dueTimeNanos)) {
      return false;
    }
    moveClock(queue.polledTime());
    Mailbox<?> mailbox = mailboxes.get(queue.polledMailbox());
    Message message = queue.polledMessage();
    eventsDelivered++;
    if (eventsDelivered - instantsFirstEvent >= eventsPerInstantMax - EVENTS_NAMED) {
      watchEndlessInstant(mailbox);
    }
    try {
      digest.mix(now);
      digest.mix(mailbox.fingerprint());
      digest.mix(message.fingerprint());
      if (observer != null) {
        observer.delivered(now, mailbox.phase(), mailbox.name(), message);
      }
      mailbox.deliver(message);
    } catch (RuntimeException e) {
      failure = e;
      throw new SimulationException(now, mailbox.phase(), mailbox.name(), message, e);
    } catch (Error e) {
      failure = e;
      throw e;
    }
    return true;
  }

  /** Notes who takes part in the last events that an instant may have, and fails after them. */
  private void watchEndlessInstant(Mailbox<?> mailbox) {
    long events = eventsDelivered - instantsFirstEvent;
    if (events == Math.max(0, eventsPerInstantMax - EVENTS_NAMED)) {
      lastMailboxes.clear();
    }
    if (events < eventsPerInstantMax) {
      lastMailboxes.add(mailbox.name());
      return;
    }
    EndlessInstantException endless =
        new EndlessInstantException(now, eventsPerInstantMax, List.copyOf(lastMailboxes));
    failure = endless;
    throw endless;
  }
}
