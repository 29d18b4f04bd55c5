package io.towtank.kernel;

import java.util.Arrays;

/**
 * Events in a heap, least (time, key) first, times and keys at least 0.
 *
 * <p>A 4-ary heap (D. B. Johnson, "Priority queues with update and finding minimum spanning trees",
 * Information Processing Letters 4(3), 1975): {@link #push} and {@link #removeLeast} take O(log n)
 * and allocate nothing but when the array doubles.
 */
final class EventHeap {
  /*
   * An entry is two longs side by side: the time and the key. The root stands at entry 2, so that
   * the four children of an entry begin at an entry 3 modulo 4: behind the 16 bytes of an array's
   * header they fill one cache line of 64 bytes, wherever the array itself starts on one (as arrays
   * of half a G1 region and more do). Entries from `end` on hold the greatest time and key, so that
   * the descent always compares four children.
   */
  private static final int ROOT = 2;
  private static final int CHILDREN = 4;
  private static final int INITIAL_ENTRIES = 64;

  private long[] heap = new long[2 * INITIAL_ENTRIES];
  private int end = ROOT;

  EventHeap() {
    Arrays.fill(heap, Long.MAX_VALUE);
  }

  int size() {
    return end - ROOT;
  }

  boolean isEmpty() {
    return end == ROOT;
  }

  /** The time of the least entry; {@link Long#MAX_VALUE} if there is none. */
  long leastTime() {
    return heap[2 * ROOT];
  }

  /** The key of the least entry; {@link Long#MAX_VALUE} if there is none. */
  long leastKey() {
    return heap[2 * ROOT + 1];
  }

  /** The time of an entry, numbered from 0 in no order to rely on. */
  long time(int index) {
    return heap[2 * (ROOT + index)];
  }

  /** The key of an entry, numbered as with {@link #time}. */
  long key(int index) {
    return heap[2 * (ROOT + index) + 1];
  }

  void push(long time, long key) {
    if (2 * (end + CHILDREN) > heap.length) {
      grow();
    }
    siftUp(end++, time, key);
  }

  /** Adds an entry out of order; {@link #restoreOrder} must follow the last. */
  void append(long time, long key) {
    if (2 * (end + CHILDREN) > heap.length) {
      grow();
    }
    heap[2 * end] = time;
    heap[2 * end + 1] = key;
    end++;
  }

  /** Floyd's construction: from the last entry that has a child back to the root. */
  void restoreOrder() {
    for (int entry = (end + 4) >> 2; entry >= ROOT; entry--) {
      siftDown(entry, heap[2 * entry], heap[2 * entry + 1]);
    }
  }

  /** Takes out the least entry; there must be one. */
  void removeLeast() {
    end--;
    long time = heap[2 * end];
    long key = heap[2 * end + 1];
    heap[2 * end] = Long.MAX_VALUE;
    heap[2 * end + 1] = Long.MAX_VALUE;
    if (end > ROOT) {
      siftDown(ROOT, time, key);
    }
  }

  void clear() {
    Arrays.fill(heap, 2 * ROOT, 2 * end, Long.MAX_VALUE);
    end = ROOT;
  }

  private void grow() {
    int length = heap.length;
    heap = Arrays.copyOf(heap, 2 * length);
    Arrays.fill(heap, length, 2 * length, Long.MAX_VALUE);
  }

  private void siftUp(int from, long time, long key) {
    long[] entries = heap;
    int hole = from;
    while (hole > ROOT) {
      int parent = (hole + 5) >> 2;
      long parentTime = entries[2 * parent];
      long parentKey = entries[2 * parent + 1];
      if (parentTime < time || (parentTime == time && parentKey < key)) {
        break;
      }
      entries[2 * hole] = parentTime;
      entries[2 * hole + 1] = parentKey;
      hole = parent;
    }
    entries[2 * hole] = time;
    entries[2 * hole + 1] = key;
  }

  private void siftDown(int from, long time, long key) {
    long[] entries = heap;
    int hole = from;
    int child = firstChild(hole);
    while (child < end) {
      int least = leastOfFour(entries, child);
      long leastTime = entries[2 * least];
      long leastKey = entries[2 * least + 1];
      if (time < leastTime || (time == leastTime && key < leastKey)) {
        break;
      }
      entries[2 * hole] = leastTime;
      entries[2 * hole + 1] = leastKey;
      hole = least;
      child = firstChild(hole);
    }
    entries[2 * hole] = time;
    entries[2 * hole + 1] = key;
  }

  private static int firstChild(int entry) {
    return CHILDREN * entry - 5;
  }

  // Two pairs, then their winners: the pairs do not wait for each other, as a running minimum
  // would.
  private static int leastOfFour(long[] entries, int first) {
    int left = lesser(entries, first, first + 1);
    int right = lesser(entries, first + 2, first + 3);
    return lesser(entries, left, right);
  }

  private static int lesser(long[] entries, int a, int b) {
    long timeA = entries[2 * a];
    long timeB = entries[2 * b];
    if (timeA != timeB) {
      return timeA < timeB ? a : b;
    }
    return entries[2 * a + 1] < entries[2 * b + 1] ? a : b;
  }
}
