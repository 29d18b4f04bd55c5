package io.towtank.reports.chart;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.Range;

/** Draws lines with a few marks on each, those of one line between those of the others. */
final class MarkedLines extends XYLineAndShapeRenderer {
  private static final long serialVersionUID = 1;
  private static final int MARKS = 7;
  private static final double RADIUS = 5.5;
  private static final int ROUND = 16;

  /** Corners and turn of each shape, and how much larger than others it has to be. */
  private static final double[][] SHAPES = {
    {ROUND, 0, 0.9},
    {4, 0.25, 1.1},
    {3, 0.5, 1.2},
    {4, 0, 1.2},
    {3, 0, 1.2},
    {5, 0.5, 1.1},
    {6, 0, 1}
  };

  /** Marked points by number of the line. */
  private final transient SortedMap<Integer, BitSet> marked = new TreeMap<>();

  MarkedLines() {
    super(true, false);
    setDrawSeriesLineAsPath(true);
    setDrawOutlines(false);
  }

  /** The i-th shape; after the seventh they come again. */
  static Shape shape(int i) {
    double[] shape = SHAPES[i % SHAPES.length];
    Path2D path = new Path2D.Double();
    int corners = (int) shape[0];
    for (int k = 0; k < corners; k++) {
      double angle = 2 * Math.PI * (k / shape[0] + shape[1] / (corners == 4 ? 2 : 1) + 0.25);
      double px = RADIUS * shape[2] * StrictMath.cos(angle);
      double py = RADIUS * shape[2] * StrictMath.sin(angle);
      if (k == 0) {
        path.moveTo(px, py);
      } else {
        path.lineTo(px, py);
      }
    }
    path.closePath();
    return path;
  }

  /**
   * Puts marks of the i-th shape on a line.
   *
   * @param x of its points, never falling
   * @param offset where between two marks of the same line they are, in 0 to 1
   */
  void mark(int line, int shape, double[] x, Range range, double offset) {
    BitSet points = new BitSet();
    int at = 0;
    for (int k = 0; k < MARKS; k++) {
      double wanted = range.getLowerBound() + (k + offset) / MARKS * range.getLength();
      while (at < x.length && x[at] < wanted) {
        at++;
      }
      if (at < x.length && (at > 0 || x[0] - wanted < range.getLength() / MARKS)) {
        points.set(at);
      }
    }
    marked.put(line, points);
    setSeriesShape(line, shape(shape));
  }

  @Override
  public boolean getItemShapeVisible(int line, int point) {
    BitSet points = marked.get(line);
    return points != null && points.get(point);
  }
}
