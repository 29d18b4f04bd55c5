package io.towtank.reports.chart;

import io.towtank.reports.series.Curve;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/** Lines over a common x axis. */
final class LineChart {
  private static final int SLICES = 480;
  private static final float WIDTH = 2.6f;
  private static final float[] DASH = {7, 5};

  private final String title;
  private final ValueAxis x;
  private final ValueAxis y;
  private final List<Line> lines = new ArrayList<>();

  LineChart(String title, ValueAxis x, ValueAxis y) {
    this.title = title;
    this.x = x;
    this.y = y;
  }

  private record Line(String label, Curve curve, Color color, float width, boolean dashed) {}

  /** A line in the palette's i-th colour. */
  LineChart line(String label, Curve curve, int i) {
    lines.add(new Line(label, curve, Palette.line(i), WIDTH, Palette.round(i) > 0));
    return this;
  }

  /** A dashed line in the palette's i-th colour. */
  LineChart dashedLine(String label, Curve curve, int i) {
    lines.add(new Line(label, curve, Palette.line(i), WIDTH, true));
    return this;
  }

  /**
   * A line that others are to be read against: grey and dashed; without a label it is not in the
   * legend.
   */
  LineChart reference(String label, Curve curve) {
    lines.add(new Line(label, curve, Palette.REFERENCE, 1.9f, true));
    return this;
  }

  /** Whether a line has more points than are drawn. */
  boolean isReduced() {
    return lines.stream().anyMatch(line -> line.curve().isReduced(SLICES));
  }

  void draw(Graphics2D graphics, Rectangle2D area) {
    DefaultXYDataset data = new DefaultXYDataset();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setDefaultLegendTextFont(ChartFont.regular(16));
    renderer.setDefaultLegendTextPaint(Palette.INK);
    renderer.setLegendLine(new Line2D.Double(-12, 0, 12, 0));
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      Curve curve = line.curve().reduced(SLICES);
      double[][] points = new double[2][curve.size()];
      for (int k = 0; k < curve.size(); k++) {
        points[0][k] = curve.x(k);
        points[1][k] = curve.y(k);
      }
      data.addSeries(uniqueKey(data, line.label()), points);
      renderer.setSeriesPaint(i, line.color());
      renderer.setSeriesStroke(i, stroke(line, graphics));
      renderer.setSeriesVisibleInLegend(i, !line.label().isEmpty());
    }
    XYPlot plot = new XYPlot(data, x, y, renderer);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    ChartStyle.style(plot);
    JFreeChart chart = ChartStyle.chart(title, plot, lines.size() > 1);
    chart.draw(graphics, area);
  }

  private static String uniqueKey(DefaultXYDataset data, String label) {
    String key = label;
    for (int i = 2; data.indexOf(key) >= 0; i++) {
      key = label + " (" + i + ")";
    }
    return key;
  }

  /** Strokes as they are in SVG, outlines in pixels. */
  private static Stroke stroke(Line line, Graphics2D graphics) {
    if (!(graphics instanceof SVGGraphics2D)) {
      return line.dashed()
          ? PolylineStroke.dashed(line.width(), DASH[0], DASH[1])
          : PolylineStroke.solid(line.width());
    }
    return new BasicStroke(
        line.width(),
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_BEVEL,
        1,
        line.dashed() ? DASH : null,
        0);
  }
}
