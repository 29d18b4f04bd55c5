package io.towtank.kernel;

import java.util.PriorityQueue;

/**
 * A load to measure the event queue with, the hold model: with a fixed number of events pending,
 * take the next and push one an exponential increment later (D. W. Jones, "An empirical comparison
 * of priority-queue and event-set implementations", Communications of the ACM 29(4), 1986).
 *
 * <p>Beside it {@link PriorityQueue} with an object per event, in the same (time, phase, sequence)
 * order. Both yield the same times.
 */
public final class HoldModel {
  private static final int INCREMENTS = 1 << 16;
  private static final double MEAN_INCREMENT_NANOS = 1e9;

  private final long[] increments = new long[INCREMENTS];
  private final EventQueue eventQueue = new EventQueue();
  private final PriorityQueue<Event> priorityQueue = new PriorityQueue<>();
  private int nextOfEventQueue;
  private int nextOfPriorityQueue;
  private long sequence;

  /**
   * Draws the increments and fills both queues.
   *
   * @param pending events in each, 1 to {@value EventQueue#MAX_PENDING}
   */
  public HoldModel(int pending) {
    if (pending < 1 || pending > EventQueue.MAX_PENDING) {
      throw new IllegalArgumentException(
          "The hold model needs 1 to " + EventQueue.MAX_PENDING + " events, found " + pending);
    }
    RandomStream random = new RandomStreams(1).stream("benchmark", "increment");
    for (int i = 0; i < INCREMENTS; i++) {
      increments[i] = (long) random.exponential(MEAN_INCREMENT_NANOS);
    }
    for (int i = 0; i < pending; i++) {
      long time = increment(i);
      eventQueue.push(time, phase(i), 0, Tick.TICK);
      priorityQueue.add(new Event(time, phase(i), sequence++, Tick.TICK));
    }
    nextOfEventQueue = pending;
    nextOfPriorityQueue = pending;
  }

  /** One event through the simulation's own queue; its time. */
  public long holdInEventQueue() {
    eventQueue.poll(Long.MAX_VALUE);
    long time = eventQueue.polledTime();
    int i = nextOfEventQueue++;
    eventQueue.push(time + increment(i), phase(i), 0, eventQueue.polledMessage());
    return time;
  }

  /** One event through the JDK's queue; its time. */
  public long holdInPriorityQueue() {
    Event event = priorityQueue.remove();
    int i = nextOfPriorityQueue++;
    priorityQueue.add(new Event(event.time + increment(i), phase(i), sequence++, event.message));
    return event.time;
  }

  private long increment(int i) {
    return increments[i & (INCREMENTS - 1)];
  }

  private static int phase(int i) {
    return i & 3;
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
