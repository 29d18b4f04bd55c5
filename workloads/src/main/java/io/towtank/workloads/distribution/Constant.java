package io.towtank.workloads.distribution;

import io.towtank.kernel.RandomStream;

/** Always the same. Takes no draw. */
public record Constant(double value) implements Distribution {
  /** Refuses what is negative or not finite. */
  public Constant {
    Parameters.requireNotNegative("value", value);
  }

  @Override
  public double draw(RandomStream draws) {
    return value;
  }

  @Override
  public double quantile(double probability) {
    return value;
  }

  @Override
  public double cumulative(double x) {
    return x < value ? 0 : 1;
  }

  @Override
  public double mean() {
    return value;
  }
}
