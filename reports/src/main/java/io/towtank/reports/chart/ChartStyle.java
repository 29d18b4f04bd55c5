package io.towtank.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** The common looks of JFreeChart's charts. */
final class ChartStyle {
  private static final BasicStroke GRID =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL);

  private ChartStyle() {}

  static JFreeChart chart(Plot plot, boolean legend) {
    JFreeChart chart = new JFreeChart(null, ChartFont.bold(16), plot, false);
    chart.setElementHinting(false);
    chart.setAntiAlias(true);
    chart.setTextAntiAlias(true);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(12, 14, 12, 32));
    if (legend) {
      LegendTitle items = new LegendTitle(plot);
      items.setPosition(RectangleEdge.BOTTOM);
      items.setItemFont(ChartFont.regular(16));
      items.setItemPaint(Palette.INK);
      items.setFrame(BlockBorder.NONE);
      items.setBackgroundPaint(Color.WHITE);
      items.setItemLabelPadding(new RectangleInsets(2, 6, 2, 14));
      chart.addLegend(items);
    }
    return chart;
  }

  static void style(XYPlot plot) {
    bare(plot);
    plot.setDomainGridlinePaint(Palette.GRID);
    plot.setRangeGridlinePaint(Palette.GRID);
    plot.setDomainGridlineStroke(GRID);
    plot.setRangeGridlineStroke(GRID);
    plot.setDomainMinorGridlinePaint(Palette.MINOR_GRID);
    plot.setRangeMinorGridlinePaint(Palette.MINOR_GRID);
    plot.setDomainMinorGridlineStroke(GRID);
    plot.setRangeMinorGridlineStroke(GRID);
    plot.setDomainMinorGridlinesVisible(plot.getDomainAxis() instanceof LogAxis);
    plot.setRangeMinorGridlinesVisible(plot.getRangeAxis() instanceof LogAxis);
    plot.setDomainZeroBaselineVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
  }

  static void style(CategoryPlot plot) {
    bare(plot);
    plot.setRangeGridlinePaint(Palette.GRID);
    plot.setRangeGridlineStroke(GRID);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
  }

  private static void bare(Plot plot) {
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
  }
}
