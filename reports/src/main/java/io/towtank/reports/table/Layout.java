package io.towtank.reports.table;

/** What the parts of a {@link Document} look like; each ends with a line end. */
interface Layout {
  /** A title. */
  String heading(String words);

  /** A line of words by itself. */
  String line(String words);

  /** What sets parts apart. */
  String gap();

  /**
   * A table.
   *
   * @param isWhole whether it is never cut
   */
  String table(Table table, boolean isWhole);
}
