package io.towtank.workloads.distribution;

import java.util.List;

/**
 * One of several distributions, by chance. One draw.
 *
 * @param parts at least one
 */
public record Mixture(List<Part> parts) implements Distribution {
  private static final int STEPS = 200;

  /** Copies the parts; refuses none. */
  public Mixture {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a mixture needs at least one part");
    }
  }

  /**
   * One distribution.
   *
   * @param weight how often it is taken, against the other parts' weights; above 0
   * @param of the distribution
   */
  public record Part(double weight, Distribution of) {
    /** Refuses what is outside. */
    public Part {
      Parameters.requirePositive("weight", weight);
    }
  }

  private double total() {
    double total = 0;
    for (Part part : parts) {
      total += part.weight();
    }
    return total;
  }

  // What is left of the uniform number once it has chosen a part is uniform again.
  @Override
  public double at(double uniform) {
    double left = uniform * total();
    for (int i = 0; i < parts.size() - 1; i++) {
      Part part = parts.get(i);
      if (left < part.weight()) {
        return part.of().at(within(left / part.weight()));
      }
      left -= part.weight();
    }
    Part last = parts.get(parts.size() - 1);
    return last.of().at(within(left / last.weight()));
  }

  /** Keeps rounding from reaching 0 or 1. */
  static double within(double uniform) {
    return StrictMath.max(0x1.0p-53, StrictMath.min(1 - 0x1.0p-53, uniform));
  }

  @Override
  public double quantile(double probability) {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (Part part : parts) {
      double each = part.of().quantile(probability);
      low = StrictMath.min(low, each);
      high = StrictMath.max(high, each);
    }
    for (int i = 0; i < STEPS && high - low > 1e-13 * high; i++) {
      double middle =
          low > 0 && high / low > 4
              ? StrictMath.sqrt(low) * StrictMath.sqrt(high)
              : low + (high - low) / 2;
      if (cumulative(middle) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  @Override
  public double cumulative(double value) {
    double sum = 0;
    for (Part part : parts) {
      sum += part.weight() * part.of().cumulative(value);
    }
    return sum / total();
  }

  @Override
  public double mean() {
    double sum = 0;
    for (Part part : parts) {
      sum += part.weight() * part.of().mean();
    }
    return sum / total();
  }

  @Override
  public double typical() {
    double sum = 0;
    for (Part part : parts) {
      sum += part.weight() * part.of().typical();
    }
    return sum / total();
  }
}
