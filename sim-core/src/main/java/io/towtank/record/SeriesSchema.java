package io.towtank.record;

import java.util.List;

/**
 * The columns of a time series.
 *
 * @param columns in file order
 */
public record SeriesSchema(List<Column> columns) {
  /** Copies the columns. */
  public SeriesSchema {
    columns = List.copyOf(columns);
  }

  /**
   * One column.
   *
   * @param key stable name, unit last, e.g. {@code cpu_allocated_millicores}
   * @param unit unit of the values
   * @param description one line for people
   */
  public record Column(String key, String unit, String description) {}

  /** Position of a column, or -1. */
  public int indexOf(String key) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }
}
