package io.towtank.kernel;

/**
 * A 64-bit digest of a sequence of values, in which their order counts. Two runs with equal digests
 * have, but for an accident of one in 2<sup>64</sup>, delivered the same events in the same order.
 * It is no protection against people who look for a collision.
 *
 * <p>Each value is combined with the digest so far by exclusive or and passed through the output
 * function of SplitMix64.
 */
public final class TapeDigest {
  private static final int CHARS_PER_LONG = Long.BYTES / Character.BYTES;

  private long state;

  /** A digest of nothing. */
  public TapeDigest() {}

  /** Adds a number. */
  public void mix(long value) {
    state = SplitMix.mix((state ^ value) + SplitMix.STEP);
  }

  /** Adds a string by its length and its UTF-16 units, so that "ab", "c" differs from "a", "bc". */
  public void mix(String value) {
    int length = value.length();
    mix(length);
    for (int from = 0; from < length; from += CHARS_PER_LONG) {
      long packed = 0;
      int to = Math.min(length, from + CHARS_PER_LONG);
      for (int i = from; i < to; i++) {
        packed = packed << Character.SIZE | value.charAt(i);
      }
      mix(packed);
    }
  }

  /** The digest of all that was added so far. */
  public long value() {
    return state;
  }

  /** The digest as 16 lower-case hexadecimal digits. */
  public String hex() {
    String digits = Long.toHexString(state);
    return "0".repeat(Long.SIZE / 4 - digits.length()) + digits;
  }

  @Override
  public String toString() {
    return hex();
  }
}
