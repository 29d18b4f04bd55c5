package io.towtank.reports.chart;

import io.towtank.record.NodeRow;
import io.towtank.record.RunSummary;
import io.towtank.reports.KeyFigures;
import io.towtank.reports.format.Humanize;
import io.towtank.reports.series.Curve;
import io.towtank.reports.series.Series;
import io.towtank.reports.series.WaitTimes;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.ValueAxis;

/** The charts of one run. */
public final class RunCharts {
  private static final double LOG_SPREAD = 50;

  /** From this share of pods that did not wait on, an axis from 0 would hide the others. */
  private static final double MOST = 0.8;

  private final RunSummary summary;
  private final SeriesColumns columns;
  private final List<Chart> charts = new ArrayList<>();

  private RunCharts(RunSummary summary, Series series) {
    this.summary = summary;
    this.columns = new SeriesColumns(summary, series);
  }

  /** All charts that the data allows, in the order in which to show them. */
  public static List<Chart> of(
      RunSummary summary, Series series, WaitTimes waits, List<NodeRow> nodes) {
    RunCharts charts = new RunCharts(summary, series);
    if (series.samples() > 0) {
      charts.allocation();
      charts.nodes();
    }
    if (!KeyFigures.arrivalOnly(summary)) {
      charts.waits(waits);
    }
    if (!nodes.isEmpty()) {
      charts.heatMap(nodes);
    }
    if (series.samples() > 0) {
      charts.fragmentation();
    }
    return List.copyOf(charts.charts);
  }

  private void allocation() {
    List<RunSummary.ResourceFigures> shown = new ArrayList<>();
    double max = 0;
    for (RunSummary.ResourceFigures figures : summary.resources()) {
      int column = columns.column(figures.resource(), "_allocated_ratio");
      if (column >= 0) {
        shown.add(figures);
        max = Math.max(max, columns.max(column));
      }
    }
    if (shown.isEmpty()) {
      return;
    }
    boolean overDemand = columns.overDemand();
    double top = overDemand || max > 0.5 ? Math.max(1, max) : max;
    ValueAxis y = Axis.percent("Allocated (% of allocatable)", top);
    String title = overDemand ? "Allocation as demand arrives" : "Allocation over simulation time";
    ValueAxis x = columns.axisX(columns.maxX());
    LineChart chart = new LineChart(x, y);
    for (int i = 0; i < shown.size(); i++) {
      String resource = shown.get(i).resource();
      chart.line(
          Labels.name(resource), columns.curve(columns.column(resource, "_allocated_ratio")), i);
    }
    if (overDemand) {
      double end = Math.min(x.getUpperBound(), y.getUpperBound());
      chart.reference("everything that arrived", segment(0, 0, end, end));
    } else {
      int demand = columns.column(columns.scarcest(), "_arrived_ratio");
      if (demand >= 0 && columns.max(demand) <= 1.5 * top) {
        chart.reference(Labels.name(columns.scarcest()) + ", requested", columns.curve(demand));
      }
    }
    add(
        "allocation",
        title,
        "Lines: share of each resource that is allocated." + columns.reduction(chart),
        chart::draw);
  }

  private void nodes() {
    int inUse = columns.column("nodes_in_use_count");
    if (inUse < 0) {
      return;
    }
    int bound = columns.column("nodes_lower_bound_count");
    double max = Math.max(columns.max(inUse), bound < 0 ? 0 : columns.max(bound));
    String title = "Nodes in use";
    LineChart chart =
        new LineChart(columns.axisX(columns.maxX()), Axis.count("Nodes", max))
            .line("in use", columns.curve(inUse), 0);
    if (bound >= 0) {
      chart.reference("lower bound: no packing needs fewer", columns.curve(bound));
    }
    add(
        "nodes",
        title,
        "Lines: nodes with at least one pod, and the lower bound." + columns.reduction(chart),
        chart::draw);
  }

  private void waits(WaitTimes waits) {
    String title = "How long pods waited to be bound";
    if (waits.maxSeconds() == 0) {
      String sentence =
          waits.count() == 0
              ? "No pod was bound."
              : "None of the "
                  + Humanize.count(waits.count())
                  + " pods that were bound had to wait.";
      charts.add(Chart.wide("wait", title, sentence, new Message(sentence)::draw));
      return;
    }
    boolean log = waits.maxSeconds() > LOG_SPREAD * waits.minAboveZeroSeconds();
    ValueAxis x =
        log
            ? Axis.logTime("Wait", waits.minAboveZeroSeconds(), waits.maxSeconds())
            : Axis.time("Wait", waits.maxSeconds() * 1.02);
    Curve all = waits.distribution();
    Curve curve = new Curve(all.size() + 2);
    for (int i = 0; i < all.size(); i++) {
      double at = log ? Axis.logTime(all.x(i)) : all.x(i);
      if (at >= x.getLowerBound()) {
        curve.add(at, all.y(i));
      } else if (all.y(i) > 0) {
        curve.add(x.getLowerBound(), all.y(i));
      }
    }
    curve.add(x.getUpperBound(), 1);
    double least = curve.y(0) > MOST ? curve.y(0) : 0;
    LineChart chart =
        new LineChart(x, Axis.percent("Bound pods that waited no longer (%)", least, 1))
            .line("pods", curve, 0);
    add(
        "wait",
        title,
        "Share of bound pods that waited at most a given time."
            + (least > 0 ? " The axis does not begin at 0." : "")
            + (chart.isReduced() ? " Down-sampled for drawing." : ""),
        chart::draw);
  }

  private void heatMap(List<NodeRow> nodes) {
    charts.add(
        Chart.wide(
            "heatmap",
            "How full each node is at the end",
            "Every node as a cell, darker the more of the resource is allocated.",
            new HeatMap(nodes)::draw));
  }

  private void fragmentation() {
    double max = 0;
    for (RunSummary.ResourceFigures figures : summary.resources()) {
      for (String suffix : List.of("_fragmented_ratio", "_stranded_ratio")) {
        int column = columns.column(figures.resource(), suffix);
        max = Math.max(max, column < 0 ? 0 : columns.max(column));
      }
    }
    if (max == 0) {
      return;
    }
    String title = "Free capacity that can't be used";
    LineChart chart =
        new LineChart(
            columns.axisX(columns.maxX()), Axis.percent("Unusable (% of allocatable)", max));
    int i = 0;
    for (RunSummary.ResourceFigures figures : summary.resources()) {
      String name = Labels.name(figures.resource());
      int fragmented = columns.column(figures.resource(), "_fragmented_ratio");
      int stranded = columns.column(figures.resource(), "_stranded_ratio");
      if (fragmented >= 0 && columns.max(fragmented) > 0) {
        chart.line(name + ", fragmented", columns.curve(fragmented), i);
      }
      if (stranded >= 0 && columns.max(stranded) > 0) {
        chart.dashedLine(name + ", stranded", columns.curve(stranded), i);
      }
      i++;
    }
    add(
        "fragmentation",
        title,
        "Lines: free capacity that the mix of pods can't use (fragmented), and that stands on nodes"
            + " where another resource is exhausted (stranded)."
            + columns.reduction(chart),
        chart::draw);
  }

  private void add(String name, String title, String description, Drawing drawing) {
    charts.add(new Chart(name, title, description, drawing));
  }

  private static Curve segment(double x0, double y0, double x1, double y1) {
    Curve curve = new Curve(2);
    curve.add(x0, y0);
    curve.add(x1, y1);
    return curve;
  }
}
