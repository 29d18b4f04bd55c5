package io.towtank.scheduling;

import io.towtank.kernel.Message;

/** What the scheduler sends itself. */
abstract sealed class SchedulerMessage implements Message {
  /** Takes each kind of message. */
  interface Handler {
    void nextCycle();

    void cycleEnds(Attempt attempt);

    void permitTimesOut(Attempt attempt, String plugin);
  }

  abstract void deliverTo(Handler handler);

  /** Time to try the next pod. */
  static final class NextCycle extends SchedulerMessage {
    @Override
    void deliverTo(Handler handler) {
      handler.nextCycle();
    }

    @Override
    public long fingerprint() {
      return 1;
    }

    @Override
    public String toString() {
      return "next cycle";
    }
  }

  /** A message about one attempt. */
  private abstract static sealed class OfAttempt extends SchedulerMessage {
    final Attempt attempt;
    private final String what;

    OfAttempt(Attempt attempt, String what) {
      this.attempt = attempt;
      this.what = what;
    }

    @Override
    public long fingerprint() {
      return attempt.pod().pod().uid() * 31 + what.hashCode() + attempt.number();
    }

    @Override
    public String toString() {
      return what + ": " + attempt;
    }
  }

  /** A scheduling cycle that takes time is over. */
  static final class CycleEnds extends OfAttempt {
    CycleEnds(Attempt attempt) {
      super(attempt, "cycle ends");
    }

    @Override
    void deliverTo(Handler handler) {
      handler.cycleEnds(attempt);
    }
  }

  /** A pod has waited for one Permit plugin too long. */
  static final class PermitTimesOut extends OfAttempt {
    private final String plugin;

    PermitTimesOut(Attempt attempt, String plugin) {
      super(attempt, "permit of " + plugin + " times out");
      this.plugin = plugin;
    }

    @Override
    void deliverTo(Handler handler) {
      handler.permitTimesOut(attempt, plugin);
    }
  }
}
