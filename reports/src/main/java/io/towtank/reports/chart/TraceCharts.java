package io.towtank.reports.chart;

import io.towtank.record.TraceComparison;
import io.towtank.record.TraceStatistics;
import io.towtank.reports.series.Curve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import org.jfree.chart.axis.ValueAxis;
import org.jspecify.annotations.Nullable;

/** The charts of a workload, or of two: over time, distributions, quantiles against quantiles. */
public final class TraceCharts {
  private static final double HOUR = 3600;
  private static final String SECONDS = "s";

  private TraceCharts() {}

  /** Charts of one workload. */
  public static List<Chart> of(TraceStatistics trace) {
    List<Chart> charts = new ArrayList<>(overTime(List.of(trace)));
    for (TraceStatistics.Measure measure : trace.measures()) {
      addDistribution(charts, List.of(trace), measure.name());
    }
    return charts;
  }

  /** Charts of two workloads in one picture each, and their quantiles against each other. */
  public static List<Chart> of(TraceComparison comparison) {
    List<TraceStatistics> both = List.of(comparison.first(), comparison.second());
    List<Chart> charts = new ArrayList<>(overTime(both));
    for (TraceComparison.KolmogorovSmirnov test : comparison.tests()) {
      addDistribution(charts, both, test.measure());
      addQuantiles(charts, comparison, test.measure());
    }
    return charts;
  }

  private static List<Chart> overTime(List<TraceStatistics> traces) {
    return List.of(
        course(
            "arrivals",
            "Arrivals over time",
            "Pods per hour",
            "Pods that arrive in an hour.",
            traces,
            trace ->
                bin -> trace.course().arrivals().get(bin) * HOUR / trace.course().binSeconds()),
        course(
            "concurrency",
            "Pods at the same time, if each ran as it arrives",
            "Concurrent pods",
            "Pods that would run at the same time without any waiting.",
            traces,
            trace -> bin -> trace.course().concurrentPods().get(bin)),
        course(
            "concurrency-cpu",
            "CPU requested at the same time, if each pod ran as it arrives",
            "CPU requested (cores)",
            "CPU that would be requested at the same time without any waiting.",
            traces,
            trace -> bin -> trace.course().concurrentCpuCores().get(bin)));
  }

  /** What is drawn of a workload, by bin. */
  private interface Column {
    IntToDoubleFunction of(TraceStatistics trace);
  }

  private static Chart course(
      String name,
      String title,
      String label,
      String meaning,
      List<TraceStatistics> traces,
      Column column) {
    List<Curve> curves = new ArrayList<>();
    double maxX = 0;
    double maxY = 0;
    for (TraceStatistics trace : traces) {
      int bins = trace.course().arrivals().size();
      double width = trace.course().binSeconds();
      Curve curve = new Curve(2 * bins);
      for (int bin = 0; bin < bins; bin++) {
        double value = column.of(trace).applyAsDouble(bin);
        curve.add(bin * width, value);
        curve.add((bin + 1) * width, value);
        maxY = Math.max(maxY, value);
      }
      maxX = Math.max(maxX, bins * width);
      curves.add(curve);
    }
    LineChart chart = new LineChart(Axis.time("Time", maxX), Axis.count(label, maxY));
    for (int i = 0; i < curves.size(); i++) {
      chart.line(nameOf(traces, i), curves.get(i), i);
    }
    return new Chart(name, title, meaning, chart::draw);
  }

  private static String nameOf(List<TraceStatistics> traces, int i) {
    return Labels.name(traces.get(i).trace());
  }

  private static TraceStatistics.@Nullable Measure measure(TraceStatistics trace, String name) {
    for (TraceStatistics.Measure measure : trace.measures()) {
      if (measure.name().equals(name)) {
        return measure;
      }
    }
    return null;
  }

  private static void addDistribution(
      List<Chart> charts, List<TraceStatistics> traces, String name) {
    double[] range = range(traces, name);
    if (range.length == 0) {
      return;
    }
    String unit = "";
    LineChart chart = null;
    String title = "Distribution of " + name;
    for (int i = 0; i < traces.size(); i++) {
      TraceStatistics.Measure measure = measure(traces.get(i), name);
      if (measure == null) {
        continue;
      }
      if (chart == null) {
        unit = measure.unit();
        chart =
            new LineChart(
                axis(capitalised(name), unit, range),
                Axis.percent("Pods that are not above (%)", 1));
      }
      Curve curve = new Curve(202);
      for (int percent = 0; percent <= 100; percent++) {
        double x = place(measure.percentile(percent), range);
        curve.add(x, percent / 100.0);
        if (percent < 100) {
          curve.add(x, (percent + 1) / 100.0);
        }
      }
      chart.line(nameOf(traces, i), curve, i);
    }
    if (chart != null) {
      LineChart drawn = chart;
      charts.add(
          new Chart(
              "distribution-" + fileName(name),
              title,
              "Part of the values that is not above; the scale is logarithmic, values of 0 stand at"
                  + " its left end.",
              drawn::draw));
    }
  }

  private static void addQuantiles(List<Chart> charts, TraceComparison comparison, String name) {
    List<TraceStatistics> both = List.of(comparison.first(), comparison.second());
    double[] range = range(both, name);
    TraceStatistics.Measure one = measure(comparison.first(), name);
    TraceStatistics.Measure other = measure(comparison.second(), name);
    if (range.length == 0 || one == null || other == null) {
      return;
    }
    String title = "Quantiles of " + name + ", one against the other";
    ValueAxis x = axis(nameOf(both, 0), one.unit(), range);
    ValueAxis y = axis(nameOf(both, 1), other.unit(), range);
    LineChart chart = new LineChart(x, y);
    Curve diagonal = new Curve(2);
    diagonal.add(x.getLowerBound(), x.getLowerBound());
    diagonal.add(x.getUpperBound(), x.getUpperBound());
    Curve curve = new Curve(102);
    for (int percent = 0; percent < 100; percent++) {
      curve.add(place(one.percentile(percent), range), place(other.percentile(percent), range));
    }
    curve.add(place(one.p999(), range), place(other.p999(), range));
    curve.add(place(one.percentile(100), range), place(other.percentile(100), range));
    chart.reference("equal", diagonal);
    chart.line("0, 1, …, 99, 99.9, 100 %", curve, 0);
    charts.add(
        new Chart(
            "quantiles-" + fileName(name),
            title,
            "Each point is the same quantile of both; on the dashed line both are equal.",
            chart::draw));
  }

  /** Smallest and largest value above 0; nothing where there is none. */
  private static double[] range(List<TraceStatistics> traces, String name) {
    double min = Double.POSITIVE_INFINITY;
    double max = 0;
    for (TraceStatistics trace : traces) {
      TraceStatistics.Measure measure = measure(trace, name);
      if (measure == null) {
        continue;
      }
      for (double value : measure.quantiles()) {
        min = value > 0 ? Math.min(min, value) : min;
        max = Math.max(max, value);
      }
    }
    return max > 0 ? new double[] {min, max} : new double[0];
  }

  private static double place(double value, double[] range) {
    return value > 0 ? StrictMath.log10(value) : StrictMath.floor(StrictMath.log10(range[0]));
  }

  private static ValueAxis axis(String label, String unit, double[] range) {
    return unit.equals(SECONDS)
        ? Axis.logTimeUpTo(label, range[0], range[1])
        : Axis.logAmount(label + " (" + unit + ")", range[0], range[1]);
  }

  private static String capitalised(String name) {
    return name.equals("cpu")
        ? "CPU"
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String fileName(String name) {
    return name.replace(' ', '-');
  }
}
