package io.towtank.metrics;

/**
 * A sum of {@code long}s in 128 bits: exact where amounts times nanoseconds are added up.
 *
 * <p>The sum may pass through negative values, but the readings are of use only when it is not
 * negative.
 */
final class WideSum {
  private static final double TWO_TO_64 = 0x1p64;

  private long high;
  private long low;

  void add(long value) {
    addProduct(value, 1);
  }

  void addProduct(long a, long b) {
    long product = a * b;
    low += product;
    long carry = Long.compareUnsigned(low, product) < 0 ? 1 : 0;
    high += Math.multiplyHigh(a, b) + carry;
  }

  /** The sum, or the nearest {@code long}. */
  long saturated() {
    if (fitsLong()) {
      return low;
    }
    return high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  double toDouble() {
    if (fitsLong()) {
      return low;
    }
    double unsignedLow = low >= 0 ? low : low + TWO_TO_64;
    return high * TWO_TO_64 + unsignedLow;
  }

  private boolean fitsLong() {
    return high == low >> 63;
  }
}
