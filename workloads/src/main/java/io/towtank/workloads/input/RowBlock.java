package io.towtank.workloads.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/** The bytes of a file that hold the next rows, so that rows can be split where they lie. */
final class RowBlock {
  /** Most bytes of a row, which are fewer than a field may have. */
  static final int ROW_BYTES_MAX = 1 << 15;

  /** In place of a row's end: it is not among the bytes that are held. */
  static final int INCOMPLETE = -1;

  /** In place of a row's end: the row is not for who looks at it. */
  static final int UNUSUAL = -2;

  /** As many as files are read by, so that nobody else has to hold the bytes first. */
  private static final int READ_BYTES = 1 << 16;

  /** Bytes that are held at most. */
  static final int BYTES_MAX = ROW_BYTES_MAX + READ_BYTES;

  private final InputStream in;
  private final byte behind;
  private final byte[] bytes = new byte[BYTES_MAX + Words.BYTES];
  private int position;
  private int limit;
  private boolean ended;
  private long lines;

  /**
   * A block of these bytes.
   *
   * @param behind what stands behind the last byte, a word of it
   */
  RowBlock(InputStream in, char behind) {
    this.in = in;
    this.behind = (byte) behind;
  }

  /** What is held; a word follows the last byte. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the next row begins. */
  int position() {
    return position;
  }

  /** Where the bytes end. */
  int limit() {
    return limit;
  }

  /** Whether the file ends there. */
  boolean hasEnded() {
    return ended;
  }

  /** Whether there is no further row. */
  boolean isOver() {
    return ended && position == limit;
  }

  /** Lines before the next row. */
  long lines() {
    return lines;
  }

  /** Whether a row that ends there is not too long. */
  boolean isRow(int next) {
    return next - position <= ROW_BYTES_MAX;
  }

  /** Goes on to the row that begins there. */
  void goTo(int next) {
    position = next;
    lines++;
  }

  /** Reads on; false if a row is longer than what is held. */
  boolean fill() throws IOException {
    System.arraycopy(bytes, position, bytes, 0, limit - position);
    limit -= position;
    position = 0;
    if (limit > ROW_BYTES_MAX) {
      return false;
    }
    int count = in.read(bytes, limit, BYTES_MAX - limit);
    ended = count < 0;
    limit += Math.max(0, count);
    Arrays.fill(bytes, limit, limit + Words.BYTES, behind);
    return true;
  }

  /**
   * All from the next row on, with an empty line for each line before it, so that whoever reads it
   * counts lines as if all had been read.
   */
  InputStream rest() {
    InputStream held = new ByteArrayInputStream(Arrays.copyOfRange(bytes, position, limit));
    return new SequenceInputStream(new EmptyLines(lines), new SequenceInputStream(held, in));
  }

  private static final class EmptyLines extends InputStream {
    private long left;

    EmptyLines(long count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? '\n' : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0 && length > 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      Arrays.fill(into, offset, offset + count, (byte) '\n');
      left -= count;
      return count;
    }
  }
}
