package io.towtank.reports.explain;

import io.towtank.reports.format.Humanize;
import io.towtank.reports.table.TextTable;
import io.towtank.reports.table.TextTable.Column;
import java.util.List;

/** Small parts of sentences, and lines that are not cut. */
final class Words {
  private Words() {}

  /** {@code 1 node}, {@code 2 nodes}. */
  static String nodes(long count) {
    return Humanize.count(count) + (count == 1 ? " node" : " nodes");
  }

  /** {@code 1 pod}, {@code 2 pods}. */
  static String pods(long count) {
    return Humanize.count(count) + (count == 1 ? " pod" : " pods");
  }

  /** A whole line with its line end; whatever a terminal would obey is taken out. */
  static String line(String text) {
    return new TextTable(List.of(Column.words(""))).row(text).render(Integer.MAX_VALUE);
  }
}
