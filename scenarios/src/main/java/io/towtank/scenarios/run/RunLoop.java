package io.towtank.scenarios.run;

import io.towtank.check.InvariantChecker;
import io.towtank.control.WorkloadReplay;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.metrics.ClusterMetrics;
import io.towtank.scheduling.Scheduler;
import java.util.function.LongSupplier;

/**
 * Steps a simulation to its horizon; without one, until nothing can happen any more but that pods
 * are tried again which no node can take, and that samples are taken.
 */
final class RunLoop {
  /** The run's time is over. */
  private record Horizon() implements Message {
    @Override
    public long fingerprint() {
      return 0;
    }
  }

  private static final int STEPS_BETWEEN = 4096;

  private final Simulation simulation;
  private final InvariantChecker checker;
  private final Scheduler scheduler;
  private final ClusterMetrics metrics;
  private final WorkloadReplay workload;
  private final long longestNanos;
  private boolean horizonReached;
  private boolean hasHorizon;

  /**
   * The loop of one run.
   *
   * @param longestNanos when a run without a horizon is over, whatever is still to happen
   */
  RunLoop(
      Simulation simulation,
      InvariantChecker checker,
      Scheduler scheduler,
      ClusterMetrics metrics,
      WorkloadReplay workload,
      long longestNanos) {
    this.simulation = simulation;
    this.checker = checker;
    this.scheduler = scheduler;
    this.metrics = metrics;
    this.workload = workload;
    this.longestNanos = longestNanos;
  }

  void setHorizon(long nanos) {
    Mailbox<Horizon> mailbox =
        simulation.mailbox("horizon", Phase.RECORDING, message -> horizonReached = true);
    mailbox.sendAt(nanos, new Horizon());
    hasHorizon = true;
  }

  /**
   * Runs to the end.
   *
   * @param submitted pods so far, which the progress hears of
   */
  void run(LongSupplier submitted, Progress progress, long podsExpected) {
    progress.begins(new RunView(simulation, scheduler, metrics));
    long told = -1;
    int steps = 0;
    while (!isOver() && simulation.step()) {
      checker.betweenEvents();
      long now = submitted.getAsLong();
      steps++;
      if (told != now || steps >= STEPS_BETWEEN) {
        told = now;
        steps = 0;
        progress.update(told, podsExpected);
      }
    }
  }

  private boolean isOver() {
    if (hasHorizon) {
      return horizonReached;
    }
    return simulation.now() >= longestNanos
        || (workload.isExhausted()
            && simulation.pending() == scheduler.pendingTimers() + metrics.pendingTimers()
            && scheduler.isAtRest());
  }
}
