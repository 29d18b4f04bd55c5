package io.towtank.reports.chart;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import io.towtank.reports.series.Band;
import io.towtank.reports.series.Curve;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYShapeAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * Lines over a common x axis. Where there are several each bears marks of its own shape, so that
 * they can be told apart without their colours.
 */
final class LineChart {
  private static final int SLICES = 480;
  private static final float WIDTH = 2.4f;
  private static final float REFERENCE_WIDTH = 1.9f;
  private static final float[] DASH = {7, 5};
  private static final int BAND_ALPHA = 56;
  private static final Shape LEGEND_LINE = new Line2D.Double(-16, 0, 16, 0);
  private static final BasicStroke NO_LINE =
      new BasicStroke(0, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL);

  private final ValueAxis x;
  private final ValueAxis y;
  private final List<Line> lines = new ArrayList<>();
  private int replications;

  LineChart(ValueAxis x, ValueAxis y) {
    this.x = x;
    this.y = y;
  }

  /** Marker -1 is none. */
  private record Line(
      String label,
      Curve curve,
      Color color,
      float width,
      boolean dashed,
      int marker,
      List<Band> bands) {}

  /** A line in the palette's i-th colour. */
  LineChart line(String label, Curve curve, int i) {
    lines.add(new Line(label, curve, Palette.line(i), WIDTH, Palette.round(i) > 0, i, List.of()));
    return this;
  }

  /** A mean with its confidence band, in the palette's i-th colour. */
  LineChart line(String label, Band band, int i) {
    if (band.replications() > 1) {
      replications = Math.max(replications, band.replications());
      lines.add(
          new Line(
              label, band.mean(), Palette.line(i), WIDTH, Palette.round(i) > 0, i, List.of(band)));
      return this;
    }
    return line(label, band.mean(), i);
  }

  /** A dashed line in the palette's i-th colour. */
  LineChart dashedLine(String label, Curve curve, int i) {
    lines.add(new Line(label, curve, Palette.line(i), WIDTH, true, i, List.of()));
    return this;
  }

  /**
   * A line that others are to be read against: grey and dashed; without a label it is not in the
   * legend.
   */
  LineChart reference(String label, Curve curve) {
    lines.add(new Line(label, curve, Palette.REFERENCE, REFERENCE_WIDTH, true, -1, List.of()));
    return this;
  }

  /** Whether a line has more points than are drawn. */
  boolean isReduced() {
    return lines.stream().anyMatch(line -> line.curve().isReduced(SLICES));
  }

  void draw(Graphics2D graphics, Rectangle2D area) {
    DefaultXYDataset data = new DefaultXYDataset();
    MarkedLines renderer = new MarkedLines();
    LegendItemCollection legend = new LegendItemCollection();
    long own = lines.stream().filter(line -> line.marker() >= 0).count();
    int marked = 0;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      Curve curve = line.curve().reduced(SLICES);
      double[][] points = new double[2][curve.size()];
      for (int k = 0; k < curve.size(); k++) {
        points[0][k] = curve.x(k);
        points[1][k] = curve.y(k);
      }
      data.addSeries(Integer.toString(i), points);
      Stroke stroke = stroke(line, graphics);
      renderer.setSeriesPaint(i, line.color());
      renderer.setSeriesStroke(i, stroke);
      for (Band band : line.bands()) {
        if (band.low().size() == 0) {
          continue;
        }
        renderer.addAnnotation(area(band, line.color()), Layer.BACKGROUND);
      }
      boolean withMarks = line.marker() >= 0 && own > 1;
      if (withMarks) {
        renderer.mark(i, line.marker(), points[0], x.getRange(), (marked + 0.5) / own);
        marked++;
      }
      if (!line.label().isEmpty()) {
        legend.add(
            withMarks
                ? Legend.markedLine(
                    line.label(),
                    MarkedLines.shape(line.marker()),
                    LEGEND_LINE,
                    stroke,
                    line.color())
                : Legend.line(line.label(), LEGEND_LINE, stroke, line.color()));
      }
    }
    if (replications > 0) {
      legend.add(Legend.patch(Legend.interval(replications), NO_LINE, pale(Palette.REFERENCE)));
    }
    boolean narrow = Sheet.isNarrow(area.getWidth());
    XYPlot plot = new XYPlot(data, narrow ? Axis.sparser(x) : x, y, renderer);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    plot.setFixedLegendItems(legend);
    ChartStyle.style(plot);
    ChartStyle.chart(plot, legend.getItemCount() > 1).draw(graphics, area);
  }

  private static XYShapeAnnotation area(Band band, Color color) {
    Path2D outline = new Path2D.Double();
    Curve low = band.low();
    Curve high = band.high();
    for (int i = 0; i < low.size(); i++) {
      if (i == 0) {
        outline.moveTo(low.x(i), low.y(i));
      } else {
        outline.lineTo(low.x(i), low.y(i));
      }
    }
    for (int i = high.size() - 1; i >= 0; i--) {
      outline.lineTo(high.x(i), high.y(i));
    }
    outline.closePath();
    return new XYShapeAnnotation(outline, null, null, pale(color));
  }

  private static Color pale(Color color) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), BAND_ALPHA);
  }

  /** Strokes as they are in vector formats, outlines in pixels. */
  private static Stroke stroke(Line line, Graphics2D graphics) {
    if (!(graphics instanceof SVGGraphics2D || graphics instanceof PdfBoxGraphics2D)) {
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
