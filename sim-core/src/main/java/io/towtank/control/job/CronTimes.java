package io.towtank.control.job;

import io.towtank.model.Pod;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The times of a schedule around one moment, in simulation time. */
final class CronTimes {
  /** There is no such time. */
  static final long NONE = Long.MIN_VALUE;

  private final CronSchedule schedule;
  private final Instant start;
  private final long nowNanos;

  CronTimes(CronSchedule schedule, Instant start, long nowNanos) {
    this.schedule = schedule;
    this.start = start;
    this.nowNanos = nowNanos;
  }

  private long next(long afterNanos) {
    @Nullable Instant next = schedule.next(start.plusNanos(afterNanos));
    return next == null ? NONE : Duration.between(start, next).toNanos();
  }

  /**
   * The last time that was due after another, {@link #NONE} if none was. Where many were, their
   * number is guessed by the distance of the first two, so as not to walk over all of them. Source:
   * Kubernetes v1.34, {@code mostRecentScheduleTime}.
   */
  long mostRecent(long lastNanos, long startingDeadlineNanos) {
    long earliest =
        startingDeadlineNanos == Pod.NEVER
            ? lastNanos
            : Math.max(lastNanos, nowNanos - startingDeadlineNanos);
    long first = next(earliest);
    if (first == NONE || first > nowNanos) {
      return NONE;
    }
    long second = next(first);
    if (second == NONE || second > nowNanos) {
      return first;
    }
    long distance = second - first;
    long missed = (nowNanos - first) / distance + 1;
    long recent = NONE;
    long time = next(first + (missed - 2) * distance);
    while (time != NONE && time <= nowNanos) {
      recent = time;
      time = next(time);
    }
    return recent;
  }

  /**
   * How long until the next time that is due, {@link #NONE} if none is. Source: {@code
   * nextScheduleTimeDuration}.
   */
  long untilNext(long lastNanos) {
    long recent = mostRecent(lastNanos, Pod.NEVER);
    if (recent == NONE) {
      long first = next(lastNanos);
      recent = first == NONE || first > nowNanos ? lastNanos : nowNanos;
    }
    long next = next(recent);
    return next == NONE ? NONE : next - nowNanos;
  }
}
