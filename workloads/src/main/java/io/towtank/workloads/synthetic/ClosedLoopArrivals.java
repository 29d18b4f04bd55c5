package io.towtank.workloads.synthetic;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.WorkflowTask;
import io.towtank.workloads.distribution.Distribution;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Users who submit, wait for the end, think, and submit again.
 *
 * <p>A workload is made without a look at the cluster that it meets. The times of arrival are
 * therefore those of a cluster that lets no job wait; each job is a task of its user's workflow,
 * {@code user-<n>}, that needs the user's last one, with the think time as its delay. So a run
 * submits it when the last one has ended, well or not, and the user has thought, however long the
 * cluster has made him wait. Think times come from the stream (workload, arrivals).
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

  /** Who submits. */
  private record User(int number, String name) {}

  /**
   * A user's job.
   *
   * @param number from 1 for each user
   * @param before names of the jobs before it: the last one, if there is one
   * @param thinkNanos time from the end of that
   */
  private record Job(
      long timeNanos, User user, long number, String name, List<String> before, long thinkNanos) {
    private static final Comparator<Job> ORDER =
        Comparator.comparingLong(Job::timeNanos).thenComparingInt(job -> job.user.number);

    static Job first(User user, long timeNanos) {
      return new Job(timeNanos, user, 1, "job-1", List.of(), 0);
    }

    Job next(long nextNanos, long nextThinkNanos) {
      return new Job(
          nextNanos, user, number + 1, "job-" + (number + 1), List.of(name), nextThinkNanos);
    }
  }

  private static final class Course implements Gaps {
    private final ClosedLoopArrivals process;
    private final RandomStream draws;
    private final PriorityQueue<Job> submissions = new PriorityQueue<>(Job.ORDER);
    private Job last = Job.first(new User(0, "nobody"), 0);

    Course(ClosedLoopArrivals process, RandomStream draws) {
      this.process = process;
      this.draws = draws;
      for (int user = 1; user <= process.users; user++) {
        submissions.add(Job.first(new User(user, "user-" + user), process.think.drawNanos(draws)));
      }
    }

    @Override
    public long nextNanos() {
      Job next = submissions.poll();
      if (next == null) {
        return Long.MAX_VALUE;
      }
      long gap = next.timeNanos - last.timeNanos;
      last = next;
      return gap;
    }

    @Override
    public WorkflowTask task(int pods) {
      return new WorkflowTask(last.user.name, last.name, pods, last.before, last.thinkNanos, true);
    }

    @Override
    public void runs(long durationNanos) {
      // A user whose job never ends does not come back.
      long think = process.think.drawNanos(draws);
      long again = last.timeNanos + durationNanos + think;
      if (durationNanos >= 0 && again >= 0) {
        submissions.add(last.next(again, think));
      }
    }

    @Override
    public boolean followsDurations() {
      return true;
    }
  }
}
