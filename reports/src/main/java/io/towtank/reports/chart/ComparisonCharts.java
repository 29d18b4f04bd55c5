package io.towtank.reports.chart;

import io.towtank.record.RunSummary;
import io.towtank.reports.series.Curve;
import io.towtank.reports.series.Series;
import io.towtank.reports.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.ValueAxis;

/** The charts of several runs side by side. */
public final class ComparisonCharts {
  private ComparisonCharts() {}

  /** One bar: how much of a resource a policy allocates, a ratio. */
  public record Bar(String policy, String resource, Estimate allocation) {}

  /** The course of one run. */
  public record Course(String policy, RunSummary summary, Series series) {}

  /**
   * Allocation by policy and resource.
   *
   * @param when the end or the mean
   */
  public static Chart allocation(String when, List<Bar> bars) {
    double max = 0;
    for (Bar bar : bars) {
      max = Math.max(max, bar.allocation().mean() + bar.allocation().halfWidth());
    }
    String title = "Allocation, " + when + ", by policy";
    BarChart chart = new BarChart(title, Axis.percent("Allocated (% of allocatable)", max));
    for (Bar bar : bars) {
      chart.bar(Labels.name(bar.policy()), Labels.name(bar.resource()), bar.allocation());
    }
    return new Chart(
        "comparison-allocation",
        title,
        "Bars: share of each resource that is allocated, "
            + when
            + ", averaged over seeds; whiskers: 95 % confidence interval.",
        chart::draw);
  }

  /**
   * Allocation of the scarcest resource, one line for each course; none where no course has such a
   * column.
   */
  public static List<Chart> curves(List<Course> courses) {
    List<SeriesColumns> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Course course : courses) {
      SeriesColumns found = new SeriesColumns(course.summary(), course.series());
      if (course.series().samples() > 0 && allocated(found) >= 0) {
        columns.add(found);
        names.add(course.policy());
      }
    }
    if (columns.isEmpty()) {
      return List.of();
    }
    SeriesColumns first = columns.get(0);
    double maxX = 0;
    double maxY = 0;
    for (SeriesColumns each : columns) {
      maxX = Math.max(maxX, each.maxX());
      maxY = Math.max(maxY, each.max(allocated(each)));
    }
    ValueAxis x = first.axisX(maxX);
    ValueAxis y =
        Axis.percent("Allocated (% of allocatable)", maxY > 0.5 ? Math.max(1, maxY) : maxY);
    String title = "Allocation of " + Labels.name(first.scarcest()) + ", by policy";
    LineChart chart = new LineChart(title, x, y);
    for (int i = 0; i < columns.size(); i++) {
      chart.line(Labels.name(names.get(i)), columns.get(i).curve(allocated(columns.get(i))), i);
    }
    if (first.overDemand()) {
      double end = Math.min(x.getUpperBound(), y.getUpperBound());
      Curve diagonal = new Curve(2);
      diagonal.add(0, 0);
      diagonal.add(end, end);
      chart.reference("everything that arrived", diagonal);
    }
    return List.of(
        new Chart(
            "comparison-curves",
            title,
            "Lines: share that is allocated, one line for each policy, first seed."
                + first.reduction(chart),
            chart::draw));
  }

  private static int allocated(SeriesColumns columns) {
    return columns.column(columns.scarcest(), "_allocated_ratio");
  }
}
