package io.towtank.workloads.distribution;

import java.util.ArrayList;
import java.util.List;

/**
 * One of several exponential distributions, by chance: more variable than an exponential one. One
 * draw.
 *
 * @param phases at least one
 */
public record HyperExponential(List<Phase> phases) implements Distribution {
  /** Copies the phases; refuses none. */
  public HyperExponential {
    phases = List.copyOf(phases);
    asMixture(phases);
  }

  /**
   * One exponential distribution.
   *
   * @param weight how often it is taken, against the other phases' weights; above 0
   * @param mean above 0
   */
  public record Phase(double weight, double mean) {
    /** Refuses what is outside. */
    public Phase {
      Parameters.requirePositive("weight", weight);
      Parameters.requirePositive("mean", mean);
    }
  }

  private static Mixture asMixture(List<Phase> phases) {
    List<Mixture.Part> parts = new ArrayList<>();
    for (Phase phase : phases) {
      parts.add(new Mixture.Part(phase.weight(), new Exponential(phase.mean())));
    }
    return new Mixture(parts);
  }

  @Override
  public double at(double uniform) {
    double total = 0;
    for (Phase phase : phases) {
      total += phase.weight();
    }
    double left = uniform * total;
    for (int i = 0; i < phases.size() - 1; i++) {
      Phase phase = phases.get(i);
      if (left < phase.weight()) {
        return new Exponential(phase.mean()).quantile(Mixture.within(left / phase.weight()));
      }
      left -= phase.weight();
    }
    Phase last = phases.get(phases.size() - 1);
    return new Exponential(last.mean()).quantile(Mixture.within(left / last.weight()));
  }

  @Override
  public double quantile(double probability) {
    return asMixture(phases).quantile(probability);
  }

  @Override
  public double cumulative(double value) {
    return asMixture(phases).cumulative(value);
  }

  @Override
  public double mean() {
    return asMixture(phases).mean();
  }
}
