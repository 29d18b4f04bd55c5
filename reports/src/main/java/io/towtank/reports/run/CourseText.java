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

/** The course of a run in a few lines: pods and nodes, and what was allocated of each resource. */
public final class CourseText {
  private static final int BARS = 48;
  private static final String ALLOCATED = "_allocated_ratio";

  private CourseText() {}

  /** Sparklines of the highest values in equal parts of the run; nothing for a run of no length. */
  public static Document of(Series series) {
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
                Column.words("over time"),
                Column.words(duration(from) + " to " + duration(from + length)),
                Column.numbers("highest")));
    row(table, "pods pending", series, pending, from, length);
    row(table, "pods running", series, "pods_running_count", from, length);
    row(table, "nodes in use", series, "nodes_in_use_count", from, length);
    for (SeriesSchema.Column column : series.schema().columns()) {
      String key = column.key();
      if (key.endsWith(ALLOCATED)) {
        String resource = key.substring(0, key.length() - ALLOCATED.length());
        row(table, resource + " allocated", series, key, from, length);
      }
    }
    return document.gap().wholeTable(table);
  }

  private static void row(
      Table table, String title, Series series, String key, double from, double length) {
    int column = series.schema().indexOf(key);
    if (column >= 0) {
      row(table, title, series, column, from, length);
    }
  }

  private static void row(
      Table table, String title, Series series, int column, double from, double length) {
    double highest = series.max(column);
    boolean isRatio = series.schema().columns().get(column).unit().equals("ratio");
    double full = isRatio ? Math.max(1, highest) : highest;
    table.row(
        title,
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
