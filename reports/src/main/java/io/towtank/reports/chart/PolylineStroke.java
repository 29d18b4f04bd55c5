package io.towtank.reports.chart;

import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;

/**
 * Outlines of lines with flat ends and bevelled joins, by our own arithmetic.
 *
 * <p>{@code BasicStroke} fills a few pixels differently on Java 17 and 25 where a line has many
 * corners; polygons are filled alike by both.
 */
final class PolylineStroke implements Stroke {
  private static final double FLATNESS = 0.05;
  private static final double SHORTEST = 1e-6;
  private static final double GRAIN = 1024;

  private final double half;
  private final double dash;
  private final double gap;

  private PolylineStroke(double width, double dash, double gap) {
    this.half = width / 2;
    this.dash = dash;
    this.gap = gap;
  }

  static PolylineStroke solid(double width) {
    return new PolylineStroke(width, 0, 0);
  }

  static PolylineStroke dashed(double width, double dash, double gap) {
    return new PolylineStroke(width, dash, gap);
  }

  @Override
  public Shape createStrokedShape(Shape shape) {
    Outline outline = new Outline();
    double[] point = new double[6];
    double startX = 0;
    double startY = 0;
    PathIterator path = new FlatteningPathIterator(shape.getPathIterator(null), FLATNESS);
    while (!path.isDone()) {
      switch (path.currentSegment(point)) {
        case PathIterator.SEG_MOVETO -> {
          startX = point[0];
          startY = point[1];
          outline.move(startX, startY);
        }
        case PathIterator.SEG_CLOSE -> outline.line(startX, startY);
        default -> outline.line(point[0], point[1]);
      }
      path.next();
    }
    return outline.path;
  }

  /** One polygon for each piece of line and one for each join, all turning the same way. */
  private final class Outline {
    private final Path2D.Double path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    private double x;
    private double y;
    private boolean joins;
    private double normalX;
    private double normalY;
    private double inPattern;

    void move(double toX, double toY) {
      x = toX;
      y = toY;
      joins = false;
      inPattern = 0;
    }

    void line(double toX, double toY) {
      double length = StrictMath.hypot(toX - x, toY - y);
      if (length < SHORTEST) {
        return;
      }
      double stepX = (toX - x) / length;
      double stepY = (toY - y) / length;
      boolean drawn = dash == 0 || inPattern < dash;
      if (joins && drawn) {
        join(-stepY * half, stepX * half);
      }
      normalX = -stepY * half;
      normalY = stepX * half;
      double done = 0;
      while (done < length) {
        drawn = dash == 0 || inPattern < dash;
        double rest = dash == 0 ? length : (drawn ? dash : dash + gap) - inPattern;
        double piece = Math.min(rest, length - done);
        if (drawn) {
          piece(x + done * stepX, y + done * stepY, stepX * piece, stepY * piece);
        }
        done += piece;
        inPattern = piece < rest ? inPattern + piece : drawn && dash > 0 ? dash : 0;
      }
      joins = drawn;
      x = toX;
      y = toY;
    }

    private void piece(double fromX, double fromY, double alongX, double alongY) {
      polygon(
          fromX + normalX,
          fromY + normalY,
          fromX + alongX + normalX,
          fromY + alongY + normalY,
          fromX + alongX - normalX,
          fromY + alongY - normalY,
          fromX - normalX,
          fromY - normalY);
    }

    private void join(double nextX, double nextY) {
      polygon(x, y, x + normalX, y + normalY, x + nextX, y + nextY);
      polygon(x, y, x - normalX, y - normalY, x - nextX, y - nextY);
    }

    private void polygon(double... points) {
      double area = 0;
      int n = points.length;
      for (int i = 0; i < n; i += 2) {
        int k = (i + 2) % n;
        area += points[i] * points[k + 1] - points[k] * points[i + 1];
      }
      for (int i = 0; i < n; i += 2) {
        int at = area >= 0 ? i : n - 2 - i;
        double pointX = StrictMath.rint(points[at] * GRAIN) / GRAIN;
        double pointY = StrictMath.rint(points[at + 1] * GRAIN) / GRAIN;
        if (i == 0) {
          path.moveTo(pointX, pointY);
        } else {
          path.lineTo(pointX, pointY);
        }
      }
      path.closePath();
    }
  }
}
