package io.towtank.kernel;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time of an event in the {@link HoldModel}, ours and the JDK's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventQueueBenchmark {
  /** The number of events pending. */
  @Param({"1000", "100000", "1000000"})
  public int pending;

  private HoldModel model = new HoldModel(1);

  /** Fills both queues. */
  @Setup(Level.Trial)
  public void fill() {
    model = new HoldModel(pending);
  }

  /** Ours. */
  @Benchmark
  public long eventQueue() {
    return model.holdInEventQueue();
  }

  /** The JDK's. */
  @Benchmark
  public long priorityQueue() {
    return model.holdInPriorityQueue();
  }
}
