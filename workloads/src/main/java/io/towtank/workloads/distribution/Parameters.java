package io.towtank.workloads.distribution;

/** Refuses parameters that are outside their range. */
final class Parameters {
  private Parameters() {}

  static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(name + " must be finite and at least 0, found " + value);
    }
  }

  static void requirePositive(String name, double value) {
    if (!(value > 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(name + " must be finite and above 0, found " + value);
    }
  }
}
