package io.towtank.reports.table;

import java.util.Locale;

/** How printed words and tables are written. */
public enum OutputFormat {
  /** For a terminal. */
  TEXT,
  /** Pipe tables, as GitHub and most converters take them. */
  MARKDOWN,
  /** {@code tabular} with the rules of the booktabs package. */
  LATEX,
  /** RFC 4180, tables set apart by empty lines, words as lines that begin with {@code #}. */
  CSV;

  /** The name that options use. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
