package io.towtank.workloads.tow;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;

/** The bytes of a page, read from the front; none is read from behind the end. */
final class PageBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int VARINT_BITS = 7;
  private static final int VARINT_MORE = 1 << VARINT_BITS;

  /** Widest number that lies within eight bytes wherever in the first of them it begins. */
  private static final int WIDTH_OF_ONE_READ = Long.SIZE - Byte.SIZE + 1;

  private final byte[] bytes;
  private final int end;
  private int at;

  /** The bytes from one place up to another. */
  PageBytes(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.end = end;
    at = start;
  }

  /** All bytes of a page; not copied where they lie in one piece. */
  static PageBytes of(BytesInput page) throws IOException {
    ByteBufferInputStream stream = page.toInputStream();
    ByteBuffer buffer = stream.slice(stream.available());
    if (buffer.hasArray()) {
      int start = buffer.arrayOffset() + buffer.position();
      return new PageBytes(buffer.array(), start, start + buffer.remaining());
    }
    byte[] copy = new byte[buffer.remaining()];
    buffer.get(copy);
    return new PageBytes(copy, 0, copy.length);
  }

  /** Bytes that are not read yet. */
  int left() {
    return end - at;
  }

  /** Where the next byte stands in {@link #array()}. */
  int position() {
    return at;
  }

  /** The array in which the bytes stand, among others. */
  byte[] array() {
    return bytes;
  }

  /** A copy of the bytes that are not read yet. */
  byte[] toArray() {
    return Arrays.copyOfRange(bytes, at, end);
  }

  /** Passes over some bytes. */
  void skip(int count) throws IOException {
    if (count < 0 || count > left()) {
      throw new IOException("a page ends too soon");
    }
    at += count;
  }

  /** The next bytes by themselves; they are passed over. */
  PageBytes part(int count) throws IOException {
    int start = at;
    skip(count);
    return new PageBytes(bytes, start, at);
  }

  /**
   * Makes sure that all is read: nothing but its own header says how a page is encoded, and that
   * has no checksum.
   */
  void requireEnd() throws IOException {
    if (left() > 0) {
      throw new IOException("a page has more than its values");
    }
  }

  int unsignedByte() throws IOException {
    skip(1);
    return Byte.toUnsignedInt(bytes[at - 1]);
  }

  int int32() throws IOException {
    skip(Integer.BYTES);
    return (int) INTS.get(bytes, at - Integer.BYTES);
  }

  long int64() throws IOException {
    skip(Long.BYTES);
    return (long) LONGS.get(bytes, at - Long.BYTES);
  }

  /** A number of variable length that is not below 0. */
  int count() throws IOException {
    long value = varint();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IOException("a page counts " + Long.toUnsignedString(value));
    }
    return (int) value;
  }

  /** A number of variable length whose sign is in its last bit. */
  long zigzag() throws IOException {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** Passes over some bytes that hold numbers; gives where they begin. */
  int skipPacked(long count) throws IOException {
    if (count < 0 || count > left()) {
      throw new IOException("a page ends too soon");
    }
    at += (int) count;
    return at - (int) count;
  }

  /**
   * Reads packed numbers that were passed over.
   *
   * @param start where they begin
   * @param width bits of each, 0 to 64
   * @param into filled from one index up to another
   */
  void unpack(int start, int width, long[] into, int from, int until) {
    long mask = width == 0 ? 0 : -1L >>> (Long.SIZE - width);
    int fast = from;
    if (width <= WIDTH_OF_ONE_READ) {
      fast += withinOneRead(start, width, until - from);
      long bit = 0;
      for (int i = from; i < fast; i++) {
        into[i] = (long) LONGS.get(bytes, start + (int) (bit >>> 3)) >>> (bit & 7) & mask;
        bit += width;
      }
    }
    for (int i = fast; i < until; i++) {
      into[i] = scattered(start, (long) (i - from) * width, width) & mask;
    }
  }

  /** The same for numbers of less than 32 bits; gives the largest. */
  int unpack(int start, int width, int[] into, int from, int until) {
    int mask = (1 << width) - 1;
    int largest = 0;
    int fast = from + withinOneRead(start, width, until - from);
    long bit = 0;
    for (int i = from; i < fast; i++) {
      int value = (int) ((long) LONGS.get(bytes, start + (int) (bit >>> 3)) >>> (bit & 7)) & mask;
      into[i] = value;
      largest = Math.max(largest, value);
      bit += width;
    }
    for (int i = fast; i < until; i++) {
      into[i] = (int) scattered(start, (long) (i - from) * width, width) & mask;
      largest = Math.max(largest, into[i]);
    }
    return largest;
  }

  /** How many of so many packed numbers can be read as eight bytes each, before the end. */
  private int withinOneRead(int start, int width, int count) {
    long bits = (long) (end - Long.BYTES - start) * Byte.SIZE;
    return bits < 0 ? 0 : width == 0 ? count : (int) Math.min(count, bits / width + 1);
  }

  /** A number that may begin and end anywhere; what is behind it is in the upper bits. */
  private long scattered(int start, long bit, int width) {
    long value = 0;
    int filled = -(int) (bit & 7);
    for (int i = start + (int) (bit >>> 3); filled < width; i++, filled += Byte.SIZE) {
      long next = Byte.toUnsignedLong(bytes[i]);
      value |= filled < 0 ? next >>> -filled : next << filled;
    }
    return value;
  }

  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += VARINT_BITS) {
      int next = unsignedByte();
      value |= (long) (next & (VARINT_MORE - 1)) << shift;
      if (next < VARINT_MORE) {
        return value;
      }
    }
    throw new IOException("a page has a number without an end");
  }
}
