package io.towtank.reports.table;

import java.util.ArrayList;
import java.util.List;

/** Cells in rows and columns; a {@link Layout} says what they look like. */
public final class Table {
  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /** An empty table with at least one column. */
  public Table(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /**
   * A column.
   *
   * @param title its head, may be empty
   * @param numbers whether it is aligned to the right and never cut
   */
  public record Column(String title, boolean numbers) {
    /** Aligned to the left. */
    public static Column words(String title) {
      return new Column(title, false);
    }

    /** Aligned to the right. */
    public static Column numbers(String title) {
      return new Column(title, true);
    }
  }

  /** Adds a row, with a cell for every column. */
  public Table row(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row needs " + columns.size() + " cells, found " + cells.size());
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /** Adds a row, with a cell for every column. */
  public Table row(String... cells) {
    return row(List.of(cells));
  }

  List<Column> columns() {
    return columns;
  }

  List<List<String>> rows() {
    return rows;
  }

  /** Whether any column has a title. */
  boolean hasHead() {
    return columns.stream().anyMatch(column -> !column.title().isEmpty());
  }

  List<String> head() {
    return columns.stream().map(Column::title).toList();
  }
}
