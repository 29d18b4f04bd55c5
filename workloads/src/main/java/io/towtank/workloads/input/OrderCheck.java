package io.towtank.workloads.input;

import java.util.Arrays;

/**
 * Whether holding back so many arrivals is enough to put them in order: what {@link
 * ReorderingStream} would do, with nothing kept but times. A heap of numbers, smallest first.
 */
final class OrderCheck {
  private final int rowsMax;
  private long[] heap = new long[1024];
  private int size;

  private OrderCheck(int rowsMax) {
    this.rowsMax = rowsMax;
  }

  /** Whether all are in order; false too where that can't be told without making pods. */
  static boolean isInOrder(ArrivalSource source) {
    long latest = 0;
    long time = source.nextTime();
    while (time >= latest) {
      latest = time;
      time = source.nextTime();
    }
    return time == ArrivalSource.END;
  }

  static boolean suffices(ArrivalSource source, int rowsMax) {
    OrderCheck check = new OrderCheck(rowsMax);
    long givenNanos = 0;
    for (PodBatch batch = source.next(); batch != null; batch = source.next()) {
      if (batch.timeNanos() < givenNanos) {
        return false;
      }
      check.add(batch.timeNanos());
      if (check.size == rowsMax) {
        givenNanos = check.poll();
      }
    }
    return true;
  }

  private void add(long value) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, Math.min(2 * heap.length, Math.max(rowsMax, size + 1)));
    }
    int place = size++;
    while (place > 0 && heap[(place - 1) / 2] > value) {
      heap[place] = heap[(place - 1) / 2];
      place = (place - 1) / 2;
    }
    heap[place] = value;
  }

  private long poll() {
    long first = heap[0];
    long last = heap[--size];
    int place = 0;
    while (2 * place + 1 < size) {
      int child = 2 * place + 1;
      if (child + 1 < size && heap[child + 1] < heap[child]) {
        child++;
      }
      if (last <= heap[child]) {
        break;
      }
      heap[place] = heap[child];
      place = child;
    }
    heap[place] = last;
    return first;
  }
}
