package io.towtank.reports.series;

import java.util.Arrays;

/** Points of a line, x never falling. */
public final class Curve {
  private double[] x;
  private double[] y;
  private int size;

  /** Room for that many points; it grows where there are more. */
  public Curve(int capacity) {
    x = new double[Math.max(1, capacity)];
    y = new double[Math.max(1, capacity)];
  }

  /** Adds a point at the end. */
  public void add(double pointX, double pointY) {
    if (size == x.length) {
      x = Arrays.copyOf(x, 2 * size);
      y = Arrays.copyOf(y, 2 * size);
    }
    x[size] = pointX;
    y[size] = pointY;
    size++;
  }

  /** How many points. */
  public int size() {
    return size;
  }

  /** x of the i-th point. */
  public double x(int i) {
    return x[i];
  }

  /** y of the i-th point. */
  public double y(int i) {
    return y[i];
  }

  /** Whether {@link #reduced} leaves points out. */
  public boolean isReduced(int slices) {
    return size > 4 * slices;
  }

  /**
   * The curve with at most four points in each of that many slices of its width: the first, the
   * extremes and the last. A drawing no wider than the slices looks the same.
   */
  public Curve reduced(int slices) {
    if (!isReduced(slices)) {
      return this;
    }
    Curve reduced = new Curve(4 * slices);
    double left = x[0];
    double width = (x[size - 1] - left) / slices;
    int from = 0;
    while (from < size) {
      int to = from + 1;
      double slice = StrictMath.floor((x[from] - left) / width);
      int low = from;
      int high = from;
      while (to < size && StrictMath.floor((x[to] - left) / width) == slice) {
        low = y[to] < y[low] ? to : low;
        high = y[to] > y[high] ? to : high;
        to++;
      }
      int[] kept = {from, Math.min(low, high), Math.max(low, high), to - 1};
      for (int k = 0; k < kept.length; k++) {
        if (k == 0 || kept[k] != kept[k - 1]) {
          reduced.add(x[kept[k]], y[kept[k]]);
        }
      }
      from = to;
    }
    return reduced;
  }
}
