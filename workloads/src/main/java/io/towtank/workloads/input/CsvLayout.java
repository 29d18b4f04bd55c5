package io.towtank.workloads.input;

import java.util.List;

/**
 * How a file of separated values is laid out.
 *
 * @param separator character between fields
 * @param columns names of the columns of a file without a header row, in its order; empty where the
 *     file has a header row
 * @param allowsUnnamed whether the header may leave columns without a name; they are called by
 *     their place, such as {@code column-1}
 * @param hasQuotes whether fields may stand in double quotes; if not, a quote is like any letter
 */
public record CsvLayout(
    char separator, List<String> columns, boolean allowsUnnamed, boolean hasQuotes) {
  /** Comma-separated values with a header row. */
  public static final CsvLayout WITH_HEADER = new CsvLayout(',', List.of(), false, true);

  /** The same, where columns may have no name, such as an index that some tools write. */
  public static final CsvLayout WITH_UNNAMED_COLUMNS = new CsvLayout(',', List.of(), true, true);

  /** Copies the list. */
  public CsvLayout {
    columns = List.copyOf(columns);
  }

  /** Comma-separated values without a header row. */
  public static CsvLayout headerless(String... columns) {
    return new CsvLayout(',', List.of(columns), false, true);
  }

  /** The same with another character between fields. */
  public CsvLayout separatedBy(char other) {
    return new CsvLayout(other, columns, allowsUnnamed, hasQuotes);
  }

  /** The same where quotes mean nothing. */
  public CsvLayout withoutQuotes() {
    return new CsvLayout(separator, columns, allowsUnnamed, false);
  }

  /** Whether the first row names the columns. */
  public boolean hasHeader() {
    return columns.isEmpty();
  }
}
