package io.towtank.reports.chart;

import io.towtank.reports.statistics.Estimate;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.category.StatisticalBarRenderer;
import org.jfree.data.statistics.DefaultStatisticalCategoryDataset;

/** Bars in groups, lying, with their confidence intervals. */
final class BarChart {
  private static final BasicStroke WHISKER =
      new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL);
  private static final BasicStroke OUTLINE =
      new BasicStroke(0.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL);

  private final ValueAxis values;
  private final DefaultStatisticalCategoryDataset data = new DefaultStatisticalCategoryDataset();
  private boolean withIntervals;
  private int replications;

  BarChart(ValueAxis values) {
    this.values = values;
  }

  void bar(String group, String series, Estimate estimate) {
    withIntervals |= estimate.halfWidth() > 0;
    replications = Math.max(replications, estimate.count());
    data.add(estimate.mean(), estimate.halfWidth(), series, group);
  }

  void draw(Graphics2D graphics, Rectangle2D area) {
    StatisticalBarRenderer renderer = new StatisticalBarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(true);
    renderer.setDefaultOutlinePaint(Palette.INK);
    renderer.setDefaultOutlineStroke(OUTLINE);
    renderer.setDefaultLegendShape(new Rectangle2D.Double(-8, -6, 16, 12));
    renderer.setItemMargin(0.08);
    renderer.setMaximumBarWidth(0.09);
    renderer.setErrorIndicatorPaint(Palette.INK);
    renderer.setErrorIndicatorStroke(WHISKER);
    for (int i = 0; i < data.getRowCount(); i++) {
      renderer.setSeriesPaint(i, Palette.bar(i));
    }
    CategoryAxis groups = new CategoryAxis();
    groups.setTickLabelFont(ChartFont.regular(16));
    groups.setTickLabelPaint(Palette.INK);
    groups.setAxisLineVisible(false);
    groups.setTickMarksVisible(false);
    groups.setCategoryMargin(0.25);
    groups.setLowerMargin(0.02);
    groups.setUpperMargin(0.02);
    groups.setMaximumCategoryLabelWidthRatio(0.35f);
    groups.setCategoryLabelPositions(CategoryLabelPositions.STANDARD);
    ValueAxis axis = Sheet.isNarrow(area.getWidth()) ? Axis.sparser(values) : values;
    CategoryPlot plot = new CategoryPlot(data, groups, axis, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    ChartStyle.style(plot);
    if (withIntervals) {
      LegendItemCollection items = plot.getLegendItems();
      items.add(whisker());
      plot.setFixedLegendItems(items);
    }
    ChartStyle.chart(plot, data.getRowCount() > 1 || withIntervals).draw(graphics, area);
  }

  private LegendItem whisker() {
    Path2D shape = new Path2D.Double();
    shape.append(new Line2D.Double(-10, 0, 10, 0), false);
    shape.append(new Line2D.Double(-10, -4, -10, 4), false);
    shape.append(new Line2D.Double(10, -4, 10, 4), false);
    return Legend.line(Legend.interval(replications), shape, WHISKER, Palette.INK);
  }
}
