package io.towtank.reports.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * An axis of logarithms to base 10, with a minor tick at 2, 3, … 9 times each power of ten, whose
 * grid shows that it is one.
 */
final class LogAxis extends NumberAxis {
  private static final long serialVersionUID = 1;

  LogAxis(String label) {
    super(label);
  }

  // JFreeChart's signature has no type arguments.
  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public List refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    List<ValueTick> ticks = new ArrayList<>(super.refreshTicks(graphics, state, area, edge));
    int first = (int) StrictMath.floor(getLowerBound());
    for (int decade = first; decade < getUpperBound(); decade++) {
      for (int factor = 2; factor <= 9; factor++) {
        double at = decade + StrictMath.log10(factor);
        if (getRange().contains(at)) {
          ticks.add(
              new NumberTick(
                  TickType.MINOR, at, "", TextAnchor.TOP_CENTER, TextAnchor.CENTER, 0.0));
        }
      }
    }
    return ticks;
  }
}
