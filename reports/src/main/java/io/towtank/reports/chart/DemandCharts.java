package io.towtank.reports.chart;

import io.towtank.reports.series.Band;
import io.towtank.reports.series.Curve;
import io.towtank.reports.series.DemandCurve;
import java.util.List;
import org.jfree.chart.axis.ValueAxis;

/**
 * What becomes of a resource as more and more of it is requested: ours beside what is published.
 */
public final class DemandCharts {
  private static final double PERCENT = 100;
  private static final double DETAIL_FROM = 0.6;
  private static final String REQUESTED = "Requested (% of allocatable)";
  private static final String LINES =
      "Lines: mean over runs, one line for each policy; bands: 95 % confidence interval of the mean,"
          + " point by point (Student's t); dashed: as published.";

  private DemandCharts() {}

  /**
   * One policy.
   *
   * @param ours our mean
   * @param runs what it is the mean of; none where only the mean is known
   * @param published the published mean, empty where there is none
   */
  public record Line(
      String policy, DemandCurve ours, DemandCurve published, List<DemandCurve> runs) {
    /** Copies the runs. */
    public Line {
      runs = List.copyOf(runs);
    }
  }

  /** Allocation from no request on. */
  public static Chart allocation(String name, String list, List<Line> lines) {
    ValueAxis x = Axis.percent(REQUESTED, maxX(lines));
    ValueAxis y = Axis.percent("Allocated (% of allocatable)", 1);
    return chart(name, "Allocation as pods arrive: " + Labels.name(list), lines, x, y, true);
  }

  /** Allocation over the last part of what is requested, where policies part. */
  public static Chart allocationDetail(String name, String list, List<Line> lines) {
    double from = DETAIL_FROM * maxX(lines);
    double low = 1;
    for (Line line : lines) {
      for (var point : line.ours().hundredths().entrySet()) {
        if (point.getKey() / PERCENT >= from) {
          low = Math.min(low, point.getValue() / (PERCENT * PERCENT));
        }
      }
    }
    ValueAxis x = Axis.percent(REQUESTED, from, maxX(lines));
    ValueAxis y = Axis.percent("Allocated (% of allocatable)", low, 1);
    return chart(name, "Allocation near the end: " + Labels.name(list), lines, x, y, false);
  }

  /** Fragmentation from no request on. */
  public static Chart fragmentation(String name, String list, List<Line> lines) {
    double max = 0;
    for (Line line : lines) {
      for (long value : line.ours().hundredths().values()) {
        max = Math.max(max, value / (PERCENT * PERCENT));
      }
    }
    ValueAxis x = Axis.percent(REQUESTED, maxX(lines));
    ValueAxis y = Axis.percent("Fragmented (% of allocatable)", max);
    return chart(name, "Fragmentation as pods arrive: " + Labels.name(list), lines, x, y, false);
  }

  private static double maxX(List<Line> lines) {
    double max = 0;
    for (Line line : lines) {
      if (!line.ours().hundredths().isEmpty()) {
        max = Math.max(max, line.ours().hundredths().lastKey() / PERCENT);
      }
    }
    return max > 0 ? max : 1;
  }

  private static Chart chart(
      String name, String title, List<Line> lines, ValueAxis x, ValueAxis y, boolean withDiagonal) {
    LineChart chart = new LineChart(x, y);
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      String label = Labels.name(line.policy());
      if (line.runs().isEmpty()) {
        chart.line(label, line.ours().toCurve(), i);
      } else {
        chart.line(label, Band.ofDemand(line.runs()), i);
      }
    }
    boolean published = false;
    for (int i = 0; i < lines.size(); i++) {
      Curve curve = lines.get(i).published().toCurve();
      if (curve.size() > 0) {
        chart.reference(published ? "" : "as published", curve);
        published = true;
      }
    }
    if (withDiagonal) {
      Curve diagonal = new Curve(2);
      diagonal.add(0, 0);
      diagonal.add(1, 1);
      chart.reference("everything that arrived", diagonal);
    }
    return new Chart(
        name, title, published ? LINES : LINES.replace("; dashed: as published", ""), chart::draw);
  }
}
