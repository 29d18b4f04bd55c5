package io.towtank.scenarios.whatif;

import io.towtank.scenarios.run.StandingScheduler;
import io.towtank.scheduling.SchedulerOptions;
import io.towtank.scheduling.engine.TieBreaker;
import io.towtank.scheduling.framework.NodeInfo;
import java.util.List;
import java.util.function.IntFunction;

/** Breaks ties as a run's scheduler does, and can start again with the same draws. */
final class RestartableTies implements TieBreaker {
  private final SchedulerOptions options;
  private final long seed;
  private TieBreaker current;

  RestartableTies(SchedulerOptions options, long seed) {
    this.options = options;
    this.seed = seed;
    current = fresh();
  }

  /** All is drawn as at the first time. */
  void restart() {
    current = fresh();
  }

  private TieBreaker fresh() {
    return StandingScheduler.ties(options, seed);
  }

  @Override
  public int choose(List<NodeInfo> ties) {
    return current.choose(ties);
  }

  @Override
  public int choose(int count, IntFunction<NodeInfo> ties) {
    return current.choose(count, ties);
  }
}
