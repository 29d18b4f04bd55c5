package io.towtank.scheduling.engine;

import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.ScoreSlopes;
import java.util.Arrays;

/** Slopes of a sum of bounds, in the order of {@link AmountsView}. */
final class AmountSlopes implements ScoreSlopes {
  private final int resources;
  private final double[] slopes;
  private double factor = 1;

  /** For amounts of the resources numbered below. */
  AmountSlopes(int resources) {
    this.resources = resources;
    slopes = new double[resources + AmountsView.SCORING_AMOUNTS];
  }

  void clear() {
    Arrays.fill(slopes, 0);
  }

  /** Sets what slopes are multiplied by from now on. */
  void setFactor(double weight) {
    factor = weight;
  }

  @Override
  public void addRequested(int resource, double perUnit) {
    if (resource < resources) {
      slopes[resource] += factor * perUnit;
    }
  }

  @Override
  public void addScoringRequested(int resource, double perUnit) {
    addRequested(resource, perUnit);
    if (resource <= ResourceIndex.MEMORY) {
      slopes[resources + resource] += factor * perUnit;
    }
  }

  /**
   * How far the bound rises at most where amounts lie between some.
   *
   * @param least where in the array the least of each lies; the most of each follow
   */
  double rise(long[] bounds, int least) {
    double rise = 0;
    int width = slopes.length;
    for (int i = 0; i < width; i++) {
      if (slopes[i] > 0) {
        rise += slopes[i] * (bounds[least + width + i] - bounds[least + i]);
      }
    }
    return rise;
  }
}
