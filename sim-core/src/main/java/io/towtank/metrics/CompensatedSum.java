package io.towtank.metrics;

/**
 * A sum of {@code double}s whose rounding errors are carried along, so that adding and taking away
 * millions of times does not drift. Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren
 * zur Summation endlicher Summen", ZAMM 54 (1974).
 */
final class CompensatedSum {
  private double sum;
  private double lost;

  void add(double value) {
    double next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }

  double value() {
    return sum + lost;
  }
}
