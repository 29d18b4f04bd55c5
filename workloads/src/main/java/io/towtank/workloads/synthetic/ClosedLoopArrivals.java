package io.towtank.workloads.synthetic;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.workloads.distribution.Distribution;
import java.util.PriorityQueue;

/**
 * Users who submit, wait for the end, think, and submit again.
 *
 * <p>A workload is made without a look at the cluster that it meets, so a user is taken to wait for
 * as long as the job runs: the job's own wait for a node does not hold its user up. The feedback of
 * a cluster that is too small is therefore missing. Think times come from the stream (workload,
 * arrivals).
 *
 * @param users how many users, at least 1
 * @param think time from the end of a job to the next one, and from the start to the first, seconds
 */
public record ClosedLoopArrivals(int users, Distribution think) implements ArrivalProcess {
  private static final int USERS_MAX = 1_000_000;

  /** Refuses what is outside. */
  public ClosedLoopArrivals {
    if (users < 1 || users > USERS_MAX) {
      throw new IllegalArgumentException("users must be from 1 to 1000000, found " + users);
    }
  }

  @Override
  public Gaps open(RandomStreams randomStreams) {
    return new Course(this, randomStreams.stream(COMPONENT, "arrivals"));
  }

  @Override
  public double typicalSeconds() {
    return think.typical() / users;
  }

  @Override
  public ArrivalProcess faster(double factor) {
    double more = StrictMath.max(1, StrictMath.min(USERS_MAX, StrictMath.rint(users * factor)));
    return new ClosedLoopArrivals((int) more, think);
  }

  private static final class Course implements Gaps {
    private final ClosedLoopArrivals process;
    private final RandomStream draws;
    private final PriorityQueue<Long> submissions = new PriorityQueue<>();
    private long nowNanos;

    Course(ClosedLoopArrivals process, RandomStream draws) {
      this.process = process;
      this.draws = draws;
      for (int i = 0; i < process.users; i++) {
        submissions.add(process.think.drawNanos(draws));
      }
    }

    @Override
    public long nextNanos() {
      Long next = submissions.poll();
      if (next == null) {
        return Long.MAX_VALUE;
      }
      long gap = next - nowNanos;
      nowNanos = next;
      return gap;
    }

    @Override
    public void runs(long durationNanos) {
      // A user whose job never ends does not come back.
      long think = process.think.drawNanos(draws);
      long again = nowNanos + durationNanos + think;
      if (durationNanos >= 0 && again >= 0) {
        submissions.add(again);
      }
    }

    @Override
    public boolean followsDurations() {
      return true;
    }
  }
}
