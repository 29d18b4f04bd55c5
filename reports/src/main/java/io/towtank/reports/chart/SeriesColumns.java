package io.towtank.reports.chart;

import io.towtank.record.RunSummary;
import io.towtank.reports.KeyFigures;
import io.towtank.reports.format.Humanize;
import io.towtank.reports.series.Curve;
import io.towtank.reports.series.Series;
import org.jfree.chart.axis.ValueAxis;

/** Finds the columns of a series that charts want, and what they stand over. */
final class SeriesColumns {
  private final RunSummary summary;
  private final Series series;
  private final String scarcest;

  SeriesColumns(RunSummary summary, Series series) {
    this.summary = summary;
    this.series = series;
    this.scarcest =
        KeyFigures.scarcest(summary).map(RunSummary.ResourceFigures::resource).orElse("");
  }

  /** Column of one of a resource's ratios, or -1. */
  int column(String resource, String suffix) {
    return series.schema().indexOf(key(resource) + suffix);
  }

  int column(String key) {
    return series.schema().indexOf(key);
  }

  /** Whether curves stand over the demand that has arrived rather than over time. */
  boolean overDemand() {
    return KeyFigures.arrivalOnly(summary) && column(scarcest, "_arrived_ratio") >= 0;
  }

  Curve curve(int column) {
    return overDemand()
        ? series.over(column(scarcest, "_arrived_ratio"), column)
        : series.overTime(column);
  }

  /**
   * What to say below a chart whose lines have fewer points than there are samples; empty if they
   * have all.
   */
  String reduction(LineChart chart) {
    if (!series.isMerged() && !chart.isReduced()) {
      return "";
    }
    return " Down-sampled from "
        + Humanize.count(series.samples())
        + " samples for drawing; every peak is kept, and timeseries.csv has them all.";
  }

  double max(int column) {
    return series.max(column);
  }

  String scarcest() {
    return scarcest;
  }

  /** Right end of the x axis: a share of what is allocatable, or seconds. */
  double maxX() {
    return overDemand()
        ? series.max(column(scarcest, "_arrived_ratio"))
        : summary.simulatedSeconds();
  }

  ValueAxis axisX(double max) {
    return overDemand() ? axisX(0, max) : Axis.time("Simulation time", max);
  }

  /** A part of the axis of what is requested. */
  ValueAxis axisX(double min, double max) {
    return Axis.percent("Requested, " + Labels.name(scarcest) + " (% of allocatable)", min, max);
  }

  private static String key(String resource) {
    StringBuilder key = new StringBuilder(resource.length());
    for (int i = 0; i < resource.length(); i++) {
      char c = resource.charAt(i);
      boolean kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      key.append(kept ? c : '_');
    }
    return key.toString();
  }
}
