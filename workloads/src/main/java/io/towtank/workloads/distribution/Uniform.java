package io.towtank.workloads.distribution;

/** Uniform between two bounds. One draw. */
public record Uniform(double min, double max) implements Distribution {
  /** Refuses a minimum above the maximum. */
  public Uniform {
    Parameters.requireNotNegative("min", min);
    Parameters.requireNotNegative("max", max);
    if (min > max) {
      throw new IllegalArgumentException("min " + min + " is above max " + max);
    }
  }

  @Override
  public double quantile(double probability) {
    return min + (max - min) * probability;
  }

  @Override
  public double cumulative(double value) {
    return value >= max ? 1 : value < min ? 0 : (value - min) / (max - min);
  }

  @Override
  public double mean() {
    return min + (max - min) / 2;
  }
}
