package io.towtank.reports.chart;

import io.towtank.reports.statistics.Estimate;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
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
  private final String title;
  private final ValueAxis values;
  private final DefaultStatisticalCategoryDataset data = new DefaultStatisticalCategoryDataset();

  BarChart(String title, ValueAxis values) {
    this.title = title;
    this.values = values;
  }

  void bar(String group, String series, Estimate estimate) {
    data.add(estimate.mean(), estimate.halfWidth(), series, group);
  }

  void draw(Graphics2D graphics, Rectangle2D area) {
    StatisticalBarRenderer renderer = new StatisticalBarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    renderer.setItemMargin(0.08);
    renderer.setMaximumBarWidth(0.09);
    renderer.setErrorIndicatorPaint(Palette.INK);
    renderer.setErrorIndicatorStroke(
        new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL));
    for (int i = 0; i < data.getRowCount(); i++) {
      renderer.setSeriesPaint(i, Palette.line(i));
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
    CategoryPlot plot = new CategoryPlot(data, groups, values, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    ChartStyle.style(plot);
    ChartStyle.chart(title, plot, data.getRowCount() > 1).draw(graphics, area);
  }
}
