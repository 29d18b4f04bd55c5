package io.towtank.kernel;

/** Sees every event of a simulation in the order of delivery: the event tape. */
@FunctionalInterface
public interface TapeObserver {
  /**
   * Called just before the mailbox's receiver is, so that an event whose receiver fails is on the
   * tape. Must change nothing in the simulation.
   *
   * @param timeNanos nanoseconds from the start
   */
  void delivered(long timeNanos, Phase phase, String mailbox, Message message);
}
