package io.towtank.reports.chart;

import java.awt.Color;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.LegendItem;

/** Entries of legends. */
final class Legend {
  private static final Shape PATCH = new Rectangle2D.Double(-12, -6, 24, 12);
  private static final Shape NONE = new Rectangle2D.Double();

  private Legend() {}

  /** What a whisker or band means. */
  static String interval(int replications) {
    return "95 % confidence interval of the mean, " + replications + " seeds";
  }

  static LegendItem line(String label, Shape line, Stroke stroke, Color color) {
    return item(label, false, NONE, line, true, stroke, color);
  }

  static LegendItem markedLine(String label, Shape marker, Shape line, Stroke stroke, Color color) {
    return item(label, true, marker, line, true, stroke, color);
  }

  static LegendItem patch(String label, Stroke stroke, Color color) {
    return item(label, true, PATCH, NONE, false, stroke, color);
  }

  private static LegendItem item(
      String label,
      boolean withShape,
      Shape shape,
      Shape line,
      boolean withLine,
      Stroke stroke,
      Color color) {
    LegendItem item =
        new LegendItem(
            label, null, null, null, withShape, shape, true, color, false, color, stroke, withLine,
            line, stroke, color);
    item.setLabelFont(ChartFont.regular(16));
    item.setLabelPaint(Palette.INK);
    return item;
  }
}
