package io.towtank.kernel;

import java.util.PriorityQueue;
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

/**
 * The hold model: with a fixed number of events pending, take the next and push one an exponential
 * increment later (D. W. Jones, "An empirical comparison of priority-queue and event-set
 * implementations", Communications of the ACM 29(4), 1986). Beside it java.util.PriorityQueue with
 * an object per event, in the same (time, phase, sequence) order.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventQueueBenchmark {
  private static final int INCREMENTS = 1 << 16;
  private static final double MEAN_INCREMENT_NANOS = 1e9;

  /** The number of events pending. */
  @Param({"1000", "100000", "1000000"})
  public int pending;

  private final long[] increments = new long[INCREMENTS];
  private int next;

  private EventQueue eventQueue = new EventQueue();
  private PriorityQueue<Event> priorityQueue = new PriorityQueue<>();
  private long sequence;

  /** Draws the increments and fills both queues. */
  @Setup(Level.Trial)
  public void fill() {
    RandomStream random = new RandomStreams(1).stream("benchmark", "increment");
    for (int i = 0; i < INCREMENTS; i++) {
      increments[i] = (long) random.exponential(MEAN_INCREMENT_NANOS);
    }
    eventQueue = new EventQueue();
    priorityQueue = new PriorityQueue<>();
    sequence = 0;
    for (int i = 0; i < pending; i++) {
      long time = nextIncrement();
      eventQueue.push(time, phase(), 0, Tick.TICK);
      priorityQueue.add(new Event(time, phase(), sequence++, Tick.TICK));
    }
  }

  /** Ours. */
  @Benchmark
  public long eventQueue() {
    eventQueue.poll(Long.MAX_VALUE);
    long time = eventQueue.polledTime();
    eventQueue.push(time + nextIncrement(), phase(), 0, eventQueue.polledMessage());
    return time;
  }

  /** The JDK's. */
  @Benchmark
  public long priorityQueue() {
    Event event = priorityQueue.remove();
    priorityQueue.add(new Event(event.time + nextIncrement(), phase(), sequence++, event.message));
    return event.time;
  }

  private long nextIncrement() {
    return increments[next++ & (INCREMENTS - 1)];
  }

  private int phase() {
    return next & 3;
  }

  private enum Tick implements Message {
    TICK;

    @Override
    public long fingerprint() {
      return 0;
    }
  }

  private record Event(long time, int phase, long sequence, Message message)
      implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int order = Long.compare(time, other.time);
      if (order == 0) {
        order = Integer.compare(phase, other.phase);
      }
      return order == 0 ? Long.compare(sequence, other.sequence) : order;
    }
  }
}
