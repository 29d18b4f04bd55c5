package io.towtank.scenarios.spark;

import java.nio.ByteBuffer;

/**
 * What must be known of a sorted partition, or of several that follow each other, to tell which
 * earlier pods stood behind them in the trace.
 *
 * @param partition number of the first
 * @param firstNanos time of its first pods; {@link Long#MAX_VALUE} if it has none
 * @param rowOfFirst lowest row of pods of this time; {@link Long#MAX_VALUE} for none
 * @param rowOfLater lowest row of all other pods; {@link Long#MAX_VALUE} for none
 */
record Extent(int partition, long firstNanos, long rowOfFirst, long rowOfLater) {
  /** No pods. */
  static final Extent NONE = new Extent(0, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  private static final int BYTES = 1 + Integer.BYTES + 3 * Long.BYTES;

  /** This one and, behind it in the order of time, another. */
  Extent with(Extent later) {
    if (rowOfFirst == Long.MAX_VALUE) {
      return new Extent(partition, later.firstNanos, later.rowOfFirst, later.rowOfLater);
    }
    boolean isOneTime = later.firstNanos == firstNanos;
    return new Extent(
        partition,
        firstNanos,
        isOneTime ? Math.min(rowOfFirst, later.rowOfFirst) : rowOfFirst,
        Math.min(rowOfLater, isOneTime ? later.rowOfLater : later.rowOfAll()));
  }

  /** A pod, and behind it in the order of time these. */
  Extent after(long timeNanos, long row) {
    return new Extent(partition, timeNanos, row, Long.MAX_VALUE).with(this);
  }

  /** Lowest row of pods that arrive after this time, which is not after the first. */
  long rowAfter(long timeNanos) {
    return timeNanos == firstNanos ? rowOfLater : rowOfAll();
  }

  private long rowOfAll() {
    return Math.min(rowOfFirst, rowOfLater);
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(BYTES)
        .put(SortedBlocks.EXTENT)
        .putInt(partition)
        .putLong(firstNanos)
        .putLong(rowOfFirst)
        .putLong(rowOfLater)
        .array();
  }

  static Extent of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.get();
    return new Extent(buffer.getInt(), buffer.getLong(), buffer.getLong(), buffer.getLong());
  }

  /** Takes the pods of a partition in their order. */
  static final class Builder {
    private final int partition;
    private long firstNanos = Long.MAX_VALUE;
    private long rowOfFirst = Long.MAX_VALUE;
    private long rowOfLater = Long.MAX_VALUE;

    Builder(int partition) {
      this.partition = partition;
    }

    void add(Place place) {
      if (rowOfFirst == Long.MAX_VALUE || place.major() == firstNanos) {
        firstNanos = place.major();
        rowOfFirst = Math.min(rowOfFirst, place.row());
      } else {
        rowOfLater = Math.min(rowOfLater, place.row());
      }
    }

    Extent build() {
      return new Extent(partition, firstNanos, rowOfFirst, rowOfLater);
    }
  }
}
