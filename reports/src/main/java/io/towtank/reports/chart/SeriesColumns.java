package io.towtank.reports.chart;

import io.towtank.record.RunSummary;
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
    this.scarcest = scarcest(summary);
  }

  /** The resource that is asked for most, measured by what there is of it; empty if none is. */
  static String scarcest(RunSummary summary) {
    String scarcest = "";
    double most = 0;
    for (RunSummary.ResourceFigures figures : summary.resources()) {
      double ratio =
          figures.allocatable() > 0 ? (double) figures.arrivedEnd() / figures.allocatable() : 0;
      if (ratio > most && !figures.resource().equals("pods")) {
        most = ratio;
        scarcest = figures.resource();
      }
    }
    return scarcest;
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
    return summary.provenance().replay().equals("arrival-only")
        && column(scarcest, "_arrived_ratio") >= 0;
  }

  Curve curve(int column) {
    return overDemand()
        ? series.over(column(scarcest, "_arrived_ratio"), column)
        : series.overTime(column);
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
    return overDemand()
        ? Axis.percent(
            "Requested by all pods so far, " + Labels.name(scarcest) + " (% of allocatable)", max)
        : Axis.time("Simulation time", max);
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
