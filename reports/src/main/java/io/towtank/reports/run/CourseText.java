package io.towtank.reports.run;

import static io.towtank.reports.format.Humanize.count;
import static io.towtank.reports.format.Humanize.duration;
import static io.towtank.reports.format.Humanize.percent;

import io.towtank.record.SeriesSchema;
import io.towtank.reports.series.Curve;
import io.towtank.reports.series.Series;
import io.towtank.reports.table.Document;
import io.towtank.reports.table.Sparkline;
import io.towtank.reports.table.Table;
import io.towtank.reports.table.Table.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The course of a run in a few lines: pods and nodes, and what was allocated of each resource. */
public final class CourseText {
  private static final int BARS = 40;
  private static final Set<String> COUNTS =
      Set.of("pods_pending_count", "pods_running_count", "nodes_in_use_count");
  private static final String ALLOCATED = "_allocated_ratio";

  private CourseText() {}

  /**
   * Sparklines of the highest values in equal parts of the run; nothing for a run of no length.
   *
   * @param isArrivalOnly whether time does nothing but count arrivals
   */
  public static Document of(Series series, boolean isArrivalOnly) {
    int pending = series.schema().indexOf("pods_pending_count");
    Document document = new Document();
    if (pending < 0) {
      return document;
    }
    Curve course = series.overTime(pending);
    if (course.size() < 2 || course.x(course.size() - 1) <= course.x(0)) {
      return document;
    }
    double from = course.x(0);
    double length = course.x(course.size() - 1) - from;
    Table table =
        new Table(
            List.of(
                Column.words(isArrivalOnly ? "over the arrivals" : "over time"),
                Column.words(
                    isArrivalOnly
                        ? "first to last"
                        : duration(from) + " to " + duration(from + length)),
                Column.numbers("highest")));
    List<SeriesSchema.Column> columns = series.schema().columns();
    for (int c = 0; c < columns.size(); c++) {
      String key = columns.get(c).key();
      if (COUNTS.contains(key) || key.endsWith(ALLOCATED)) {
        row(table, series, c, from, length);
      }
    }
    return document.gap().wholeTable(table);
  }

  private static void row(Table table, Series series, int column, double from, double length) {
    SeriesSchema.Column shown = series.schema().columns().get(column);
    double highest = series.max(column);
    boolean isRatio = shown.unit().equals("ratio");
    double full = isRatio ? Math.max(1, highest) : highest;
    table.row(
        shown.description(),
        Sparkline.of(highestByPart(series.overTime(column), from, length), full),
        isRatio ? percent(highest) : count(highest));
  }

  /** A part without a sample has the value that the last one left. */
  private static double[] highestByPart(Curve curve, double from, double length) {
    double[] highest = new double[BARS];
    Arrays.fill(highest, -1);
    double[] lastOf = new double[BARS];
    for (int i = 0; i < curve.size(); i++) {
      int part = (int) Math.min(BARS - 1L, (long) ((curve.x(i) - from) / length * BARS));
      highest[part] = Math.max(highest[part], curve.y(i));
      lastOf[part] = curve.y(i);
    }
    double left = 0;
    for (int part = 0; part < BARS; part++) {
      if (highest[part] < 0) {
        highest[part] = left;
      } else {
        left = lastOf[part];
      }
    }
    return highest;
  }
}
