package io.towtank.kernel;

import java.util.Arrays;

/**
 * The events of the farther future, all later than {@link #nearLast()}, sorted only as far as
 * needed to hand out those of the next stretch of time.
 *
 * <p>A ladder (W. T. Tang, R. S. M. Goh and I. L.-J. Thng, "Ladder queue: An O(1) priority queue
 * structure for large-scale discrete event simulation", ACM Transactions on Modeling and Computer
 * Simulation 15(3), 2005). At the top is a bag of all that is later than the rungs. A rung divides
 * a stretch of time into buckets of equal width, and a bucket of too many events whose turn has
 * come is divided by another rung below. The bounds are ours: a rung has at most {@value
 * #MAX_BUCKETS} buckets, so that the places written to stay in the cache, and there are at most
 * {@value #MAX_RUNGS} rungs, so that an event is moved that often at most, whatever the times.
 */
final class EventLadder {
  static final int MAX_RUNGS = 12;

  private static final int MIN_BUCKETS = 64;
  private static final int MAX_BUCKETS = 1024;

  /** The events meant to be in a bucket, on average over a rung, and how many are too many. */
  private static final int EVENTS_PER_BUCKET = 8;

  private static final int TOO_MANY_EVENTS = 64;

  private final EventBags bags;
  private final Rung[] rungs = new Rung[MAX_RUNGS];
  private int depth;

  private int top = EventBags.EMPTY;
  private long topFirst = Long.MAX_VALUE;
  private long topLast;

  private long nearLast = -1;
  private long work;

  EventLadder(EventBags bags) {
    this.bags = bags;
    for (int i = 0; i < MAX_RUNGS; i++) {
      rungs[i] = new Rung();
    }
  }

  /** The last instant whose events do not belong here; -1 if all do. */
  long nearLast() {
    return nearLast;
  }

  /** Adds an event later than {@link #nearLast()}. */
  void add(long time, long key) {
    for (int i = depth - 1; i >= 0; i--) {
      Rung rung = rungs[i];
      if (time <= rung.last) {
        int bucket = (int) ((time - rung.first) >> rung.shift);
        rung.buckets[bucket] = bags.add(rung.buckets[bucket], time, key);
        return;
      }
    }
    topFirst = Math.min(topFirst, time);
    topLast = Math.max(topLast, time);
    top = bags.add(top, time, key);
  }

  /**
   * Takes out the events of the next stretch of time that has any, and moves {@link #nearLast()} to
   * its end. If there are no more events, all of time is far again.
   *
   * @return a bag, empty if there are no events
   */
  int takeNext() {
    while (true) {
      int bag;
      long first;
      long last;
      if (depth == 0) {
        bag = top;
        first = topFirst;
        last = bag == EventBags.EMPTY ? -1 : topLast;
        clearTop();
      } else {
        Rung rung = rungs[depth - 1];
        work += rung.toNextFilled();
        if (rung.isOver()) {
          depth--;
          continue;
        }
        bag = rung.takePresent();
        first = rung.firstOfPresent();
        last = rung.lastOfPresent();
      }
      int size = first < last && depth < MAX_RUNGS ? bags.size(bag) : 0;
      if (size <= TOO_MANY_EVENTS) {
        nearLast = last;
        return bag;
      }
      work += size;
      openRung(first, last, size);
      while (bag != EventBags.EMPTY) {
        for (int entry = EventBags.first(bag); entry <= bag; entry++) {
          add(bags.time(entry), bags.key(entry));
        }
        bag = bags.dropLastChunk(bag);
      }
    }
  }

  /**
   * Makes a stretch of time far again that was near: from the given instant to {@link #nearLast()}.
   *
   * @param first after 0
   * @param size the number of events that will be added
   * @return false if that cannot be, or is of no use because it is a single instant
   */
  boolean takeBack(long first, int size) {
    if (first >= nearLast || depth == MAX_RUNGS) {
      return false;
    }
    work += size;
    openRung(first, nearLast, size);
    nearLast = first - 1;
    return true;
  }

  /**
   * Takes out all events, a bag at a time, and makes all of time far again.
   *
   * @return a bag, empty if no events are left
   */
  int takeAny() {
    nearLast = -1;
    while (depth > 0) {
      Rung rung = rungs[depth - 1];
      work += rung.toNextFilled();
      if (!rung.isOver()) {
        return count(rung.takePresent());
      }
      depth--;
    }
    int bag = top;
    clearTop();
    return count(bag);
  }

  /** How many events have been moved and buckets looked at so far: a measure of the work done. */
  long work() {
    return work;
  }

  private int count(int bag) {
    work += bags.size(bag);
    return bag;
  }

  private void clearTop() {
    top = EventBags.EMPTY;
    topFirst = Long.MAX_VALUE;
    topLast = 0;
  }

  private void openRung(long first, long last, int size) {
    int log = Integer.SIZE - Integer.numberOfLeadingZeros(size / EVENTS_PER_BUCKET);
    rungs[depth++].open(first, last, Math.max(MIN_BUCKETS, Math.min(MAX_BUCKETS, 1 << log)));
  }

  /** A stretch of time in buckets of equal width, a power of two. */
  private static final class Rung {
    private int[] buckets = {};
    private long first;
    private long last;
    private int shift;
    private int present;
    private int bucketCount;

    void open(long firstInstant, long lastInstant, int maxBuckets) {
      if (buckets.length < maxBuckets) {
        buckets = new int[maxBuckets];
        Arrays.fill(buckets, EventBags.EMPTY);
      }
      first = firstInstant;
      last = lastInstant;
      int bits = Long.SIZE - Long.numberOfLeadingZeros(last - first);
      shift = Math.max(0, bits - Integer.numberOfTrailingZeros(maxBuckets));
      bucketCount = (int) ((last - first) >> shift) + 1;
      present = -1;
    }

    /** Goes on to the next bucket that is not empty, or past the last; over how many buckets. */
    int toNextFilled() {
      int from = present;
      do {
        present++;
      } while (present < bucketCount && buckets[present] == EventBags.EMPTY);
      return present - from;
    }

    boolean isOver() {
      return present == bucketCount;
    }

    int takePresent() {
      int bag = buckets[present];
      buckets[present] = EventBags.EMPTY;
      return bag;
    }

    long firstOfPresent() {
      return first + ((long) present << shift);
    }

    long lastOfPresent() {
      long toEnd = last - firstOfPresent();
      return firstOfPresent() + Math.min(toEnd, (1L << shift) - 1);
    }
  }
}
