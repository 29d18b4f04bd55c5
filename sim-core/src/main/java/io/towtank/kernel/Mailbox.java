package io.towtank.kernel;

/**
 * The address of a component: whoever holds it can send messages, now or for later. Made by {@link
 * Simulation#mailbox}.
 *
 * <p>Every sending method returns the event's handle, a positive number that is never used twice in
 * a simulation and with which {@link Simulation#cancel} takes the message back.
 *
 * @param <M> the family of messages that can be sent here
 */
public final class Mailbox<M extends Message> {
  private final Simulation simulation;
  private final int index;
  private final String name;
  private final Phase phase;
  private final long fingerprint;
  private final Receiver<? super M> receiver;

  Mailbox(
      Simulation simulation, int index, String name, Phase phase, Receiver<? super M> receiver) {
    this.simulation = simulation;
    this.index = index;
    this.name = name;
    this.phase = phase;
    this.receiver = receiver;
    // Name and phase stand in the digest, the index does not: creating another mailbox first must
    // not change the digest of the same tape.
    TapeDigest digest = new TapeDigest();
    digest.mix(name);
    digest.mix(phase.name());
    this.fingerprint = digest.value();
  }

  /** The name, unique in the simulation. */
  public String name() {
    return name;
  }

  /** The phase in which this mailbox's messages are delivered. */
  public Phase phase() {
    return phase;
  }

  /**
   * Sends a message that is due now, after whatever of its phase is due now already.
   *
   * @return the event's handle
   */
  public long send(M message) {
    return simulation.send(this, simulation.now(), message);
  }

  /**
   * Sends a message that is due after a delay.
   *
   * @param delayNanos at least 0
   * @return the event's handle
   * @throws IllegalArgumentException if the delay is negative or ends past the last instant, {@link
   *     Long#MAX_VALUE} nanoseconds
   */
  public long sendAfter(long delayNanos, M message) {
    long now = simulation.now();
    if (delayNanos < 0) {
      throw new IllegalArgumentException(
          "Mailbox " + name + ": a delay of " + delayNanos + " ns is negative: " + message);
    }
    if (delayNanos > Long.MAX_VALUE - now) {
      throw new IllegalArgumentException(
          "Mailbox %s: a delay of %d ns at %d ns ends past the last instant, %d ns: %s"
              .formatted(name, delayNanos, now, Long.MAX_VALUE, message));
    }
    return simulation.send(this, now + delayNanos, message);
  }

  /**
   * Sends a message that is due at an instant.
   *
   * @param timeNanos nanoseconds from the start, not before {@link Simulation#now()}
   * @return the event's handle
   * @throws IllegalArgumentException if the instant has passed
   */
  public long sendAt(long timeNanos, M message) {
    if (timeNanos < simulation.now()) {
      throw new IllegalArgumentException(
          "Mailbox %s: cannot send to %d ns, it is %d ns already: %s"
              .formatted(name, timeNanos, simulation.now(), message));
    }
    return simulation.send(this, timeNanos, message);
  }

  int index() {
    return index;
  }

  long fingerprint() {
    return fingerprint;
  }

  // Only the sending methods above put messages under this index, so what comes out is an M.
  @SuppressWarnings("unchecked")
  void deliver(Message message) {
    receiver.receive((M) message);
  }

  @Override
  public String toString() {
    return name;
  }
}
