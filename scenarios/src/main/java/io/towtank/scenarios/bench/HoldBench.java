package io.towtank.scenarios.bench;

import io.towtank.kernel.HoldModel;
import java.util.List;

/** Measures the event queue beside the JDK's. */
final class HoldBench {
  private static final double NANOS_PER_SECOND = 1e9;

  private HoldBench() {}

  /**
   * Both queues with a number of events pending.
   *
   * @param pending how many
   * @param eventQueueNanos time of an event in ours, median over the batches
   * @param priorityQueueNanos time of an event in {@code java.util.PriorityQueue}
   * @param ratio how many times as fast ours is
   */
  record Events(int pending, double eventQueueNanos, double priorityQueueNanos, double ratio) {}

  static Events measure(int pending, BatchTimer timer) {
    HoldModel model = new HoldModel(pending);
    Sink sink = new Sink();
    List<BatchTimer.Rate> rates =
        timer.measure(
            List.<BatchTimer.Load>of(
                count -> {
                  for (int i = 0; i < count; i++) {
                    sink.times ^= model.holdInEventQueue();
                  }
                },
                count -> {
                  for (int i = 0; i < count; i++) {
                    sink.times ^= model.holdInPriorityQueue();
                  }
                }));
    double ours = rates.get(0).median();
    double theirs = rates.get(1).median();
    return new Events(pending, NANOS_PER_SECOND / ours, NANOS_PER_SECOND / theirs, ours / theirs);
  }

  /** Takes results, so that the compiler can't leave their making out. */
  private static final class Sink {
    private long times;
  }
}
