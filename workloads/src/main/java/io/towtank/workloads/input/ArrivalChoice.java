package io.towtank.workloads.input;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.WorkflowTask;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import org.jspecify.annotations.Nullable;

/**
 * Which of a trace's pods arrive, by the options that all formats have: a window of time, and a
 * share of the jobs. A pod that nothing owns is a job of its own. Users who wait for one job before
 * the next are taken or left as a whole.
 */
final class ArrivalChoice {
  static final String BEFORE = "arrives before 'from'";
  static final String AFTER = "arrives at 'to' or later";
  static final String NOT_SAMPLED = "its job is not in the sample";

  private final long fromNanos;
  private final long toNanos;
  private final double share;
  private final RandomStreams streams;
  private final TraceAccounts accounts;

  private ArrivalChoice(
      long fromNanos, long toNanos, double share, long seed, TraceAccounts accounts) {
    this.fromNanos = fromNanos;
    this.toNanos = toNanos;
    this.share = share;
    streams = new RandomStreams(seed);
    this.accounts = accounts;
  }

  static ArrivalChoice of(TraceOptions options, TraceAccounts accounts) {
    long from = options.nanos(TraceOptions.FROM).orElse(0);
    long to = options.nanos(TraceOptions.TO).orElse(Long.MAX_VALUE);
    if (from >= to) {
      throw new InputException("trace option 'to': expected a time after option 'from'");
    }
    if (options.replay() != ReplayMode.TIMED && (from > 0 || to < Long.MAX_VALUE)) {
      throw new InputException(
          "trace options 'from' and 'to' need times, which an arrival-only replay does not read");
    }
    return new ArrivalChoice(
        from,
        to,
        options.number(TraceOptions.SAMPLE, 0, 1).orElse(1),
        options.integer(TraceOptions.SAMPLE_SEED, 0, Long.MAX_VALUE).orElse(1),
        accounts);
  }

  /** The pods, their time counted from the window's start; null if they are left out. */
  @Nullable PodBatch apply(PodBatch batch) {
    if (batch.timeNanos() < fromNanos) {
      accounts.leaveOut(BEFORE, batch.count());
      return null;
    }
    if (batch.timeNanos() >= toNanos) {
      accounts.leaveOut(AFTER, batch.count());
      return null;
    }
    if (share < 1
        && streams.stream("trace sample", job(batch.pod(), batch.task())).nextDouble() >= share) {
      accounts.leaveOut(NOT_SAMPLED, batch.count());
      return null;
    }
    return fromNanos == 0
        ? batch
        : new PodBatch(batch.timeNanos() - fromNanos, batch.pod(), batch.count(), batch.task());
  }

  private static String job(Pod pod, @Nullable WorkflowTask task) {
    if (task != null && task.continued()) {
      return task.workflow();
    }
    OwnerReference owner = pod.owner();
    return owner == null ? pod.key() : owner.kind() + "/" + pod.namespace() + "/" + owner.name();
  }
}
