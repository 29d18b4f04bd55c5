package io.towtank.workloads.fit;

/**
 * What a workload is to be described by.
 *
 * @param shapes how requests are described
 * @param templatesMax most templates that stand for shapes, 1 to 1000
 * @param cycle whether the rate of arrivals follows the hours of the day and the days of the week
 * @param empirical whether times are taken as they were observed, instead of from a family
 * @param seed of the sampling where a workload is too large to be kept
 */
public record FitOptions(
    ShapeModel shapes, int templatesMax, boolean cycle, boolean empirical, long seed) {
  /** How requests are described. */
  public enum ShapeModel {
    /** Jointly where there are few enough different shapes, else by a copula. */
    AUTO,
    /** A template for each of the most frequent shapes. */
    JOINT,
    /** Marginal distributions, and a Gaussian copula that ties them together. */
    COPULA
  }

  /** Refuses what is outside. */
  public FitOptions {
    if (templatesMax < 1 || templatesMax > 1000) {
      throw new IllegalArgumentException("templates must be from 1 to 1000, found " + templatesMax);
    }
  }
}
