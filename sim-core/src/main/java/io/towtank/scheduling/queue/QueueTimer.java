package io.towtank.scheduling.queue;

import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Simulation;

/** A timer that is set for the earliest of the times it was asked for. */
final class QueueTimer {
  private static final long NOT_SET = Long.MAX_VALUE;

  /** The timer's time has come. */
  record Due(QueueTimer timer) implements Message {
    @Override
    public long fingerprint() {
      return timer.name.hashCode();
    }

    @Override
    public String toString() {
      return timer.name;
    }
  }

  private final String name;
  private final Simulation simulation;
  private final Mailbox<Due> mailbox;
  private final Runnable action;
  private final Due due = new Due(this);
  private long timeNanos = NOT_SET;
  private long handle;

  QueueTimer(String name, Simulation simulation, Mailbox<Due> mailbox, Runnable action) {
    this.name = name;
    this.simulation = simulation;
    this.mailbox = mailbox;
    this.action = action;
  }

  boolean isSet() {
    return timeNanos != NOT_SET;
  }

  void setFor(long nanos) {
    if (nanos >= timeNanos) {
      return;
    }
    if (isSet()) {
      simulation.cancel(handle);
    }
    timeNanos = nanos;
    handle = mailbox.sendAt(Math.max(nanos, simulation.now()), due);
  }

  void fire() {
    timeNanos = NOT_SET;
    action.run();
  }
}
