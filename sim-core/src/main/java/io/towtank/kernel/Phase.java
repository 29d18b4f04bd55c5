package io.towtank.kernel;

/**
 * What comes first among events of the same instant. At one instant events are delivered in the
 * order in which the phases stand here, and within a phase in the order in which they were sent.
 *
 * <p>The rule looks at what is pending now: a message sent without delay to an <em>earlier</em>
 * phase than the present one is still delivered at this instant, ahead of the later phases' events
 * that wait. So an instant may pass through its phases several times, and ends when nothing is due
 * at it any more.
 */
public enum Phase {
  /** Things break and heal: whatever acts at an instant sees the faults of that instant. */
  FAULT,

  /** Timers fall due that were set long before: what they release takes part in the instant. */
  TIMER,

  /** Work ends and gives its resources back: what is freed at an instant can be used at it. */
  DEPARTURE,

  /** New work and new nodes come in. */
  ARRIVAL,

  /** Leases and node status are renewed: a renewal that is just in time counts. */
  HEARTBEAT,

  /** Controllers, kubelets and the API react to what has happened. */
  CONTROL,

  /** Scheduling cycles: they see all that the instant has changed. */
  SCHEDULING,

  /** Samples are taken of the state that the instant leaves behind. */
  RECORDING;

  /** The place among the phases of an instant, from 0. */
  @SuppressWarnings("EnumOrdinal") // The order of declaration is the meaning of this enum.
  int order() {
    return ordinal();
  }
}
