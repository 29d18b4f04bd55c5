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
  private static final long HIGH = 0x8080808080808080L;
  private static final long FROM_BLANK = (0x80 - ' ') * EACH;
  private static final long FROM_BEHIND_BLANK = (0x80 - ' ' - 1) * EACH;
  private static final long FROM_BEHIND_COMMA = (0x80 - ',' - 1) * EACH;
  private static final long FROM_BEHIND_QUOTE = (0x80 - '"' - 1) * EACH;
  private static final long CASE = 0x20 * EACH;
  private static final long FROM_A = (0x80 - 'a') * EACH;
  private static final long FROM_BEHIND_Z = (0x80 - 'z' - 1) * EACH;
  private static final long FROM_HYPHEN = (0x80 - '-') * EACH;
  private static final long FROM_BEHIND_NINE = (0x80 - '9' - 1) * EACH;
  private static final long SLASHES = '/' * EACH;
  private static final long UNDERSCORES = '_' * EACH;
  private static final long HYPHENS = '-' * EACH;
  private static final long ZEROS = '0' * EACH;
  private static final long UPPER = 0xF0F0F0F0F0F0F0F0L;

  /** {@code 00:00:00}. */
  private static final long NO_TIME = 0x30303A30303A3030L;

  private static final long COLONS = 0x0000FF0000FF0000L;
  private static final long SIX = 6 * EACH;

  private Words() {}

  static long at(byte[] bytes, int place) {
    return (long) WORDS.get(bytes, place);
  }

  static void put(byte[] bytes, int place, long word) {
    WORDS.set(bytes, place, word);
  }

  /** A word of one character. */
  static long of(char c) {
    return c * EACH;
  }

  /** Marks all that comes before the comma in ASCII, the comma, and all behind the tilde. */
  static long upToComma(long word) {
    long low = word & LOW;
    return (~(low + FROM_BEHIND_COMMA) | (low + EACH) | word) & HIGH;
  }

  /** Marks all up to the double quote, all behind the tilde, and a further character. */
  static long upToQuote(long word, long further) {
    long low = word & LOW;
    long others = (low + FROM_BEHIND_QUOTE) & ((low ^ further) + LOW);
    return (~others | (low + EACH) | word) & HIGH;
  }

  /** Marks all up to the blank in ASCII. */
  static long upToBlank(long word) {
    return ~(((word & LOW) + FROM_BEHIND_BLANK) | word) & HIGH;
  }

  /** Marks all before the blank, and all behind the tilde. */
  static long notPrintable(long word) {
    long low = word & LOW;
    return (~(low + FROM_BLANK) | (low + EACH) | word) & HIGH;
  }

  /** Marks all up to the double quote in ASCII; of other bytes perhaps some. */
  static long perhapsUpToQuote(long word) {
    return ~((word & LOW) + FROM_BEHIND_QUOTE) & HIGH;
  }

  /** Marks all but ASCII's letters and digits, '-', '.' and '_'. */
  static long notInName(long word) {
    long low = word & LOW;
    long letter = low | CASE;
    long fits = (letter + FROM_A) & ~(letter + FROM_BEHIND_Z);
    // From '-' to '9' there is only '/' that is neither.
    fits |= (low + FROM_HYPHEN) & ~(low + FROM_BEHIND_NINE) & ((low ^ SLASHES) + LOW);
    fits |= ~((low ^ UNDERSCORES) + LOW);
    return (~fits | word) & HIGH;
  }

  /** The same bytes, with '_' for each '/' of those that are marked, and '-' for the others. */
  static long inName(long word, long marks) {
    long slashes = ~(((word & LOW) ^ SLASHES) + LOW) & marks;
    long wrong = all(marks);
    long slash = all(slashes);
    return (word & ~wrong) | (HYPHENS & wrong & ~slash) | (UNDERSCORES & slash);
  }

  /** All bits of the bytes that are marked. */
  private static long all(long marks) {
    return (marks >>> 7) * 0xFF;
  }

  /** The byte of the first mark, 0 to 7. */
  static int first(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /** Where a character stands first; the end if it does not. */
  static int find(char c, byte[] bytes, int start, int end) {
    long wanted = of(c);
    for (int place = start; place < end; place += BYTES) {
      long low = at(bytes, place) ^ wanted;
      long marks = ~(((low & LOW) + LOW) | low) & HIGH;
      if (marks != 0) {
        return Math.min(end, place + first(marks));
      }
    }
    return end;
  }

  /** The number that 1 to 8 digits make; -1 if they are not all digits. */
  static long digits(byte[] bytes, int start, int count) {
    int missing = 8 * (BYTES - count);
    // Digits are put at the word's end, with as many '0' before them as are missing.
    long word = (at(bytes, start) << missing) | (missing == 0 ? 0 : ZEROS >>> (64 - missing));
    if (((word & UPPER) ^ ZEROS) != 0 || (((word + SIX) & UPPER) ^ ZEROS) != 0) {
      return -1;
    }
    long pairs = ((word & ~UPPER) * (1 + (10 << 8))) >>> 8;
    long fours = ((pairs & 0x00FF00FF00FF00FFL) * (1 + (100 << 16))) >>> 16;
    return ((fours & 0x0000FFFF0000FFFFL) * (1 + (10_000L << 32))) >>> 32;
  }

  /** Seconds of a time such as {@code 12:00:00}; -1 where it is none. */
  static int secondsOfDay(byte[] bytes, int start) {
    long word = at(bytes, start) ^ NO_TIME;
    if (((word | (word + SIX)) & UPPER) != 0 || (word & COLONS) != 0) {
      return -1;
    }
    long pairs = word * 10 + (word >>> 8);
    int hour = (int) pairs & 0xFF;
    int minute = (int) (pairs >>> 24) & 0xFF;
    int second = (int) (pairs >>> 48) & 0xFF;
    return hour > 23 || minute > 59 || second > 59 ? -1 : (hour * 60 + minute) * 60 + second;
  }

  /** Whether so many bytes are the same here and there, with a word behind both. */
  static boolean areSame(byte[] here, int start, byte[] there, int from, int count) {
    int done = 0;
    for (; done + BYTES <= count; done += BYTES) {
      if (at(here, start + done) != at(there, from + done)) {
        return false;
      }
    }
    return done == count
        || ((at(here, start + done) ^ at(there, from + done)) << (8 * (BYTES - count + done))) == 0;
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
