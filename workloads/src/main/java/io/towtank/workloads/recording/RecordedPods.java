package io.towtank.workloads.recording;

import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.CensoredLifetimes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Pods that began and ended while a recording ran. */
final class RecordedPods {
  private static final int PODS_MAX = 1_000_000;

  private final String origin;
  private final TraceAccounts accounts;
  private final CensoredLifetimes censored;
  private final List<Life> lives = new ArrayList<>();

  RecordedPods(String origin, CensoredLifetimes censored, TraceAccounts accounts) {
    this.origin = origin;
    this.censored = censored;
    this.accounts = accounts;
  }

  /** A pod's life from here on. */
  Life begin(Pod pod, long startNanos) {
    if (lives.size() == PODS_MAX) {
      throw new InputException(origin + ": more than " + PODS_MAX + " pods");
    }
    Life life = new Life(pod, startNanos);
    lives.add(life);
    return life;
  }

  /** All pods in order of time; those that were not seen to end follow the rule. */
  List<PodArrival> arrivals(long traceEndNanos) {
    List<PodArrival> arrivals = new ArrayList<>();
    for (Life life : lives) {
      long duration =
          life.endNanos < 0
              ? censored.durationNanos(life.startNanos, traceEndNanos)
              : life.endNanos - life.startNanos;
      if (duration == CensoredLifetimes.LEFT_OUT) {
        accounts.pod();
        accounts.leaveOut(CensoredLifetimes.NO_END);
      } else {
        Pod pod = life.pod.toBuilder().durationNanos(duration).build();
        arrivals.add(new PodArrival(life.startNanos, pod));
      }
    }
    arrivals.sort(Comparator.comparingLong(PodArrival::timeNanos));
    return arrivals;
  }

  /** One pod's. */
  static final class Life {
    private final Pod pod;
    private final long startNanos;
    private long endNanos = -1;

    private Life(Pod pod, long startNanos) {
      this.pod = pod;
      this.startNanos = startNanos;
    }

    /** The pod ends, unless it has. */
    void end(long nanos) {
      if (endNanos < 0) {
        endNanos = Math.max(startNanos, nanos);
      }
    }
  }
}
