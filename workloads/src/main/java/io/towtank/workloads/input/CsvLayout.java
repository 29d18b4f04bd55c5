package io.towtank.workloads.input;

import java.util.List;

/**
 * How a file of separated values is laid out.
 *
 * @param separator character between fields
 * @param columns names of the columns of a file without a header row, in its order; empty where the
 *     file has a header row
 */
public record CsvLayout(char separator, List<String> columns) {
  /** Comma-separated values with a header row. */
  public static final CsvLayout WITH_HEADER = new CsvLayout(',', List.of());

  /** Copies the list. */
  public CsvLayout {
    columns = List.copyOf(columns);
  }

  /** Comma-separated values without a header row. */
  public static CsvLayout headerless(String... columns) {
    return new CsvLayout(',', List.of(columns));
  }

  /** The same with another character between fields. */
  public CsvLayout separatedBy(char other) {
    return new CsvLayout(other, columns);
  }

  /** Whether the first row names the columns. */
  public boolean hasHeader() {
    return columns.isEmpty();
  }
}
