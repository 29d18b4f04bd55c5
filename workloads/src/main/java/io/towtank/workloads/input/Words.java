package io.towtank.workloads.input;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of text at a time, the first in the lowest place. What is found is marked by the
 * highest bit of its byte. Source for the tests: H. S. Warren, "Hacker's Delight", 2nd ed., 2013,
 * section 6-1.
 */
final class Words {
  /** Bytes of a word: how many must follow the last place that is read from. */
  static final int BYTES = Long.BYTES;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long LOW = 0x7F * EACH;
  private static final long HIGH = 0x80 * EACH;
  private static final long FROM_BLANK = (0x80 - ' ') * EACH;
  private static final long FROM_BLANK_ON = (0x80 - ' ' - 1) * EACH;

  private Words() {}

  static long at(byte[] bytes, int place) {
    return (long) WORDS.get(bytes, place);
  }

  /** A word of one character. */
  static long of(char c) {
    return c * EACH;
  }

  /** Marks what is no printable ASCII, and the two characters. */
  static long special(long word, long first, long second) {
    long low = word & LOW;
    long printable = (low + FROM_BLANK) & ((low ^ first) + LOW) & ((low ^ second) + LOW);
    return (~printable | (low + EACH) | word) & HIGH;
  }

  /** Marks blanks, and what is no printable ASCII. */
  static long blanks(long word) {
    long low = word & LOW;
    return (~(low + FROM_BLANK_ON) | (low + EACH) | word) & HIGH;
  }

  /** The byte of the first mark, 0 to 7. */
  static int first(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /** Hash of some bytes, which has seen others before. */
  static long hash(long before, byte[] bytes, int start, int end) {
    long hash = before + (end - start);
    int place = start;
    for (; place + BYTES <= end; place += BYTES) {
      hash = mixed(hash ^ at(bytes, place));
    }
    if (place < end) {
      hash = mixed(hash ^ (at(bytes, place) & ((1L << (8 * (end - place))) - 1)));
    }
    return hash;
  }

  private static long mixed(long hash) {
    long product = hash * 0x9E3779B97F4A7C15L;
    return product ^ (product >>> 32);
  }
}
