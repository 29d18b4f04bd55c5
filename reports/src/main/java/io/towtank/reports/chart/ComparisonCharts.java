package io.towtank.reports.chart;

import io.towtank.record.RunSummary;
import io.towtank.reports.series.Band;
import io.towtank.reports.series.Curve;
import io.towtank.reports.series.Series;
import io.towtank.reports.statistics.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.axis.ValueAxis;

/** The charts of several runs side by side. */
public final class ComparisonCharts {
  /** Where, of all that is requested, policies begin to part. */
  private static final double DETAIL_FROM = 0.6;

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
    BarChart chart = new BarChart(Axis.percent("Allocated (% of allocatable)", max));
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
   * Allocation of the scarcest resource, one line for each policy: the mean of its courses, with
   * its confidence band where there are several. None where no course has such a column.
   */
  public static List<Chart> curves(List<Course> courses) {
    Map<String, List<SeriesColumns>> byPolicy = new LinkedHashMap<>();
    for (Course course : courses) {
      SeriesColumns found = new SeriesColumns(course.summary(), course.series());
      if (course.series().samples() > 0 && allocated(found) >= 0) {
        byPolicy.computeIfAbsent(course.policy(), policy -> new ArrayList<>()).add(found);
      }
    }
    if (byPolicy.isEmpty()) {
      return List.of();
    }
    SeriesColumns first = byPolicy.values().iterator().next().get(0);
    double maxX = 0;
    double maxY = 0;
    int seeds = 1;
    for (List<SeriesColumns> policy : byPolicy.values()) {
      seeds = Math.max(seeds, policy.size());
      for (SeriesColumns each : policy) {
        maxX = Math.max(maxX, each.maxX());
        maxY = Math.max(maxY, each.max(allocated(each)));
      }
    }
    Map<String, Band> bands = new LinkedHashMap<>();
    for (Map.Entry<String, List<SeriesColumns>> policy : byPolicy.entrySet()) {
      bands.put(
          policy.getKey(),
          Band.ofSteps(
              policy.getValue().stream().map(each -> each.curve(allocated(each))).toList()));
    }
    ValueAxis x = first.axisX(maxX);
    ValueAxis y =
        Axis.percent("Allocated (% of allocatable)", maxY > 0.5 ? Math.max(1, maxY) : maxY);
    String title = "Allocation of " + Labels.name(first.scarcest()) + ", by policy";
    LineChart chart = lines(x, y, bands);
    if (first.overDemand()) {
      double end = Math.min(x.getUpperBound(), y.getUpperBound());
      Curve diagonal = new Curve(2);
      diagonal.add(0, 0);
      diagonal.add(end, end);
      chart.reference("everything that arrived", diagonal);
    }
    String how =
        seeds == 1
            ? "one line for each policy, one seed." + first.reduction(chart)
            : "the mean over "
                + seeds
                + " seeds, one line for each policy; bands: 95 % confidence interval of the mean,"
                + " point by point (Student's t). Each seed's samples are taken as a step function"
                + " and read at "
                + Band.STEPS
                + " equal steps, as far as all seeds have values.";
    List<Chart> charts = new ArrayList<>();
    String description = "Lines: share that is allocated, " + how;
    charts.add(new Chart("comparison-curves", title, description, chart::draw));
    if (first.overDemand() && byPolicy.size() > 1) {
      double from = DETAIL_FROM * maxX;
      LineChart detail =
          lines(
              first.axisX(from, maxX),
              Axis.percent("Allocated (% of allocatable)", lowest(bands, from), maxY),
              bands);
      charts.add(
          new Chart(
              "comparison-curves-detail",
              title + ": near the end",
              "The same where policies part; neither axis begins at 0.",
              detail::draw));
    }
    return charts;
  }

  private static LineChart lines(ValueAxis x, ValueAxis y, Map<String, Band> bands) {
    LineChart chart = new LineChart(x, y);
    int i = 0;
    for (Map.Entry<String, Band> policy : bands.entrySet()) {
      chart.line(Labels.name(policy.getKey()), policy.getValue(), i);
      i++;
    }
    return chart;
  }

  private static double lowest(Map<String, Band> bands, double from) {
    double lowest = 1;
    for (Band band : bands.values()) {
      Curve low = band.low();
      for (int i = 0; i < low.size(); i++) {
        lowest = low.x(i) >= from ? Math.min(lowest, low.y(i)) : lowest;
      }
    }
    return Math.max(0, lowest);
  }

  private static int allocated(SeriesColumns columns) {
    return columns.column(columns.scarcest(), "_allocated_ratio");
  }
}
