package io.towtank.scheduling.framework;

/**
 * Takes how steeply a bound on scores rises with the amounts of a node, per unit of each; negative
 * where it falls. What is added for one amount several times adds up.
 */
public interface ScoreSlopes {
  /** A slope in {@link NodeAmounts#requested}. */
  void addRequested(int resource, double perUnit);

  /** A slope in {@link NodeAmounts#scoringRequested}. */
  void addScoringRequested(int resource, double perUnit);
}
