package io.towtank.scenarios.capacity;

import java.math.BigInteger;
import java.util.List;

/**
 * What numbers of nodes must cover: each row says that the nodes' amounts add up to a demand at
 * least. A lower bound on the price of nodes that do follows from a solution of the dual linear
 * programme, by weak duality: it holds however far the solution is from the best one.
 */
final class Covering {
  /**
   * One thing to cover.
   *
   * @param what what it is, for people
   * @param amounts what one node of each type gives
   * @param demand what all together must give; above 0
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Row(String what, long[] amounts, long demand) {
    /** Whether so many nodes of each type give enough. */
    boolean isMet(int[] counts) {
      BigInteger sum = BigInteger.ZERO;
      for (int i = 0; i < counts.length; i++) {
        sum = sum.add(BigInteger.valueOf(amounts[i]).multiply(BigInteger.valueOf(counts[i])));
      }
      return sum.compareTo(BigInteger.valueOf(demand)) >= 0;
    }

    /** The fewest nodes of one type alone; -1 if no number is enough. */
    long fewest(int type) {
      return amounts[type] == 0 ? -1 : (demand - 1) / amounts[type] + 1;
    }
  }

  /**
   * A lower bound.
   *
   * @param cost no nodes that meet all rows cost less
   * @param nodes fractions of nodes of each type near which the cheapest ones may be
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Relaxed(double cost, double[] nodes) {}

  private static final double EPSILON = 1e-11;

  /** What rounding may add up to, with room to spare. */
  private static final double SAFETY = 1 - 1e-9;

  private static final int PIVOTS_MAX = 10_000;

  private Covering() {}

  /** Whether so many nodes of each type meet all rows. */
  static boolean isMet(List<Row> rows, int[] counts) {
    return rows.stream().allMatch(row -> row.isMet(counts));
  }

  /**
   * Solves max y·1 − z·max with Aᵀy − z ≤ prices, y and z at least 0, by the simplex method with
   * Bland's rule; every row is divided by its demand.
   *
   * @param prices of one node of each type, at least 0
   * @param max most nodes of each type
   */
  static Relaxed relax(List<Row> rows, long[] prices, int[] max) {
    int types = prices.length;
    int free = rows.size() + types;
    int width = free + types + 1;
    double[][] tableau = new double[types + 1][width];
    int[] basis = new int[types];
    for (int i = 0; i < types; i++) {
      for (int r = 0; r < rows.size(); r++) {
        tableau[i][r] = (double) rows.get(r).amounts()[i] / rows.get(r).demand();
      }
      tableau[i][rows.size() + i] = -1;
      tableau[i][free + i] = 1;
      tableau[i][width - 1] = prices[i];
      basis[i] = free + i;
    }
    for (int r = 0; r < rows.size(); r++) {
      tableau[types][r] = -1;
    }
    for (int i = 0; i < types; i++) {
      tableau[types][rows.size() + i] = max[i];
    }
    for (int pivots = 0; pivots < PIVOTS_MAX && pivot(tableau, basis); pivots++) {
      // each pivot is one step
    }
    double[] dual = new double[free];
    for (int i = 0; i < types; i++) {
      if (basis[i] < free) {
        dual[basis[i]] = Math.max(0, tableau[i][width - 1]);
      }
    }
    double[] nodes = new double[types];
    for (int i = 0; i < types; i++) {
      nodes[i] = Math.max(0, tableau[types][free + i]);
    }
    return new Relaxed(certified(rows, prices, max, dual), nodes);
  }

  private static boolean pivot(double[][] tableau, int[] basis) {
    int types = basis.length;
    int width = tableau[0].length;
    int enter = 0;
    while (enter < width - 1 && tableau[types][enter] >= -EPSILON) {
      enter++;
    }
    if (enter == width - 1) {
      return false;
    }
    int leave = -1;
    double least = 0;
    for (int i = 0; i < types; i++) {
      if (tableau[i][enter] > EPSILON) {
        double ratio = tableau[i][width - 1] / tableau[i][enter];
        if (leave < 0 || ratio < least || (ratio == least && basis[i] < basis[leave])) {
          leave = i;
          least = ratio;
        }
      }
    }
    if (leave < 0) {
      return false;
    }
    double by = tableau[leave][enter];
    for (int k = 0; k < width; k++) {
      tableau[leave][k] /= by;
    }
    for (int i = 0; i <= types; i++) {
      double factor = tableau[i][enter];
      if (i != leave && factor != 0) {
        for (int k = 0; k < width; k++) {
          tableau[i][k] -= factor * tableau[leave][k];
        }
      }
    }
    basis[leave] = enter;
    return true;
  }

  /** The bound that the multipliers prove, whatever rounding has done to them. */
  private static double certified(List<Row> rows, long[] prices, int[] max, double[] dual) {
    double scale = 1;
    double value = 0;
    for (int r = 0; r < rows.size(); r++) {
      value += dual[r];
    }
    for (int i = 0; i < prices.length; i++) {
      double used = 0;
      for (int r = 0; r < rows.size(); r++) {
        used += dual[r] * ((double) rows.get(r).amounts()[i] / rows.get(r).demand());
      }
      double relief = dual[rows.size() + i];
      value -= relief * max[i];
      if (used - relief > prices[i]) {
        scale = Math.min(scale, prices[i] / (used - relief));
      }
    }
    return Math.max(0, value * scale * SAFETY);
  }
}
