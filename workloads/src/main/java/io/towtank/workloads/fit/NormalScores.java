package io.towtank.workloads.fit;

import io.towtank.workloads.distribution.SpecialFunctions;
import io.towtank.workloads.synthetic.Variation;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Correlations of a Gaussian copula, estimated from ranks: each value becomes the normal quantile
 * of its rank. Equal values share their mean rank. Source: C. Genest, A.-C. Favre, "Everything you
 * always wanted to know about copula modeling but were afraid to ask", 2007.
 */
final class NormalScores {
  private static final double SHRINK = 0.98;
  private static final int TRIES = 200;

  private NormalScores() {}

  /** Correlation of the scores of two columns; 0 where one of them has a single value. */
  static double correlation(double[] one, double[] other) {
    if (one.length < 2) {
      return 0;
    }
    double[] a = scores(one);
    double[] b = scores(other);
    double squaresA = 0;
    double squaresB = 0;
    double products = 0;
    for (int i = 0; i < a.length; i++) {
      squaresA += a[i] * a[i];
      squaresB += b[i] * b[i];
      products += a[i] * b[i];
    }
    return squaresA > 1e-9 && squaresB > 1e-9
        ? products / StrictMath.sqrt(squaresA) / StrictMath.sqrt(squaresB)
        : 0;
  }

  private static double[] scores(double[] values) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double[] scores = new double[values.length];
    int from = 0;
    while (from < order.length) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      double meanRank = (from + 1 + to) / 2.0;
      double score = SpecialFunctions.normalQuantile(meanRank / (values.length + 1));
      for (int i = from; i < to; i++) {
        scores[order[i]] = score;
      }
      from = to;
    }
    return scores;
  }

  /** Correlations rounded to four digits, shrunk where rounding made them contradict each other. */
  static Variation.Correlation feasible(double ab, double ac, double bc) {
    double shrink = 1;
    for (int i = 0; i < TRIES; i++) {
      try {
        return new Variation.Correlation(
            rounded(ab * shrink), rounded(ac * shrink), rounded(bc * shrink));
      } catch (IllegalArgumentException e) {
        shrink *= SHRINK;
      }
    }
    return new Variation.Correlation(0, 0, 0);
  }

  private static double rounded(double value) {
    return StrictMath.rint(value * 1e4) / 1e4;
  }
}
