package io.towtank.reports.statistics;

/** Estimates from independent replications. */
public interface Statistics {
  /** With Student's t distribution at a confidence level of 95 %. */
  static Statistics student() {
    return new StudentStatistics();
  }

  /**
   * The mean of the population that the values come from.
   *
   * @param values one per replication, at least one
   */
  Estimate mean(double[] values);

  /**
   * The mean of a minus b where the i-th of both come from the same random numbers: the interval is
   * that of the differences, which is narrower than that of two independent samples.
   */
  default Estimate pairedDifference(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException("pairs need as many of the one as of the other");
    }
    double[] differences = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      differences[i] = a[i] - b[i];
    }
    return mean(differences);
  }
}
