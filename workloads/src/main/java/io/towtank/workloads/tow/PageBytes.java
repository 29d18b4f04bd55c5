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

  /**
   * A number among packed ones.
   *
   * @param start where the packed numbers begin in {@link #array()}; all of them were passed over
   * @param bit in which bit it begins
   * @param width its bits, 0 to 64
   */
  long packed(int start, long bit, int width) {
    int first = start + (int) (bit >>> 3);
    int shift = (int) bit & (Byte.SIZE - 1);
    if (width <= WIDTH_OF_ONE_READ && first <= end - Long.BYTES) {
      return (long) LONGS.get(bytes, first) >>> shift & mask(width);
    }
    return scattered(first, shift, width);
  }

  /** A number of so many bits, all of them set. */
  static long mask(int width) {
    return width == 0 ? 0 : -1L >>> (Long.SIZE - width);
  }

  private long scattered(int first, int shift, int width) {
    long value = 0;
    int filled = -shift;
    for (int i = first; filled < width; i++, filled += Byte.SIZE) {
      long next = Byte.toUnsignedLong(bytes[i]);
      value |= filled < 0 ? next >>> -filled : next << filled;
    }
    return value & mask(width);
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
