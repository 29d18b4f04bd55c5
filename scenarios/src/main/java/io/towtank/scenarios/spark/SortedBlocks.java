package io.towtank.scenarios.spark;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import scala.Tuple2;

/**
 * Sorted pods of a partition in blocks, and its {@link Extent} after the last: a byte that says
 * which; of a block the number of pods, then of each pod time, row, size and bytes.
 */
final class SortedBlocks implements Iterator<byte[]> {
  static final byte BLOCK = 0;
  static final byte EXTENT = 1;

  private static final int BLOCK_BYTES = 1 << 20;
  private static final int HEAD_BYTES = 1 + Integer.BYTES;
  private static final int POD_HEAD_BYTES = 2 * Long.BYTES + Integer.BYTES;

  private final Iterator<Tuple2<Place, byte[]>> sorted;
  private final Extent.Builder extent;
  private boolean ended;

  SortedBlocks(int partition, Iterator<Tuple2<Place, byte[]>> sorted) {
    this.sorted = sorted;
    extent = new Extent.Builder(partition);
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public byte[] next() {
    if (ended) {
      throw new NoSuchElementException();
    }
    if (!sorted.hasNext()) {
      ended = true;
      return extent.build().toBytes();
    }
    List<Tuple2<Place, byte[]>> pods = new ArrayList<>();
    int size = HEAD_BYTES;
    while (size < BLOCK_BYTES && sorted.hasNext()) {
      Tuple2<Place, byte[]> pod = sorted.next();
      extent.add(pod._1());
      pods.add(pod);
      size += POD_HEAD_BYTES + pod._2().length;
    }
    ByteBuffer block = ByteBuffer.allocate(size).put(BLOCK).putInt(pods.size());
    for (Tuple2<Place, byte[]> pod : pods) {
      block.putLong(pod._1().major()).putLong(pod._1().row());
      block.putInt(pod._2().length).put(pod._2());
    }
    return block.array();
  }

  /** Reads the pods of a block. */
  static final class Reader {
    private final ByteBuffer block;
    private int left;
    private long timeNanos;
    private long row;
    private int end;

    Reader(byte[] bytes) {
      block = ByteBuffer.wrap(bytes);
      block.get();
      left = block.getInt();
      end = block.position();
    }

    /** Goes to the next pod. */
    boolean next() {
      if (left == 0) {
        return false;
      }
      left--;
      block.position(end);
      timeNanos = block.getLong();
      row = block.getLong();
      int size = block.getInt();
      end = block.position() + size;
      return true;
    }

    int left() {
      return left;
    }

    long timeNanos() {
      return timeNanos;
    }

    long row() {
      return row;
    }

    ByteBuffer bytes() {
      return block;
    }
  }
}
