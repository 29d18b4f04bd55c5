package io.towtank.reports.table;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of plain text: columns two spaces apart, no lines, no colour.
 *
 * <p>Where it is wider than it may be, columns of words are cut first, but to no less than three
 * eighths of the width; columns that still have no room go below, with the first column repeated.
 */
public final class TextTable {
  private static final int GAP = 2;
  private static final int WORDS_MIN = 12;

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /** An empty table with at least one column. */
  public TextTable(List<Column> columns) {
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
  public TextTable row(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row needs " + columns.size() + " cells, found " + cells.size());
    }
    rows.add(cells.stream().map(TextTable::printable).toList());
    return this;
  }

  /** Adds a row, with a cell for every column. */
  public TextTable row(String... cells) {
    return row(List.of(cells));
  }

  /** The table in lines of at most that many characters, each with its line end. */
  public String render(int width) {
    int[] widths = widths(width);
    StringBuilder text = new StringBuilder();
    int from = 1;
    do {
      int to = from;
      int used = widths[0];
      while (to < widths.length && (to == from || used + GAP + widths[to] <= width)) {
        used += GAP + widths[to];
        to++;
      }
      if (from > 1) {
        text.append('\n');
      }
      block(text, widths, from, to);
      from = to;
    } while (from < widths.length);
    return text.toString();
  }

  private void block(StringBuilder text, int[] widths, int from, int to) {
    if (columns.stream().anyMatch(column -> !column.title().isEmpty())) {
      line(text, columns.stream().map(Column::title).toList(), widths, from, to);
    }
    for (List<String> row : rows) {
      line(text, row, widths, from, to);
    }
  }

  private void line(StringBuilder text, List<String> cells, int[] widths, int from, int to) {
    StringBuilder line = new StringBuilder();
    cell(line, cells.get(0), columns.get(0), widths[0]);
    for (int i = from; i < to; i++) {
      line.append(" ".repeat(GAP));
      cell(line, cells.get(i), columns.get(i), widths[i]);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static void cell(StringBuilder line, String text, Column column, int width) {
    String cut = cut(text, width);
    String padding = " ".repeat(width - length(cut));
    line.append(column.numbers() ? padding + cut : cut + padding);
  }

  private int[] widths(int width) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = length(columns.get(i).title());
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    int wordsMin = Math.max(WORDS_MIN, width / 8 * 3);
    int over = -GAP - width;
    for (int each : widths) {
      over += each + GAP;
    }
    for (int i = widths.length - 1; i >= 0 && over > 0; i--) {
      if (!columns.get(i).numbers() && widths[i] > wordsMin) {
        int less = Math.min(over, widths[i] - wordsMin);
        widths[i] -= less;
        over -= less;
      }
    }
    return widths;
  }

  private static String cut(String text, int width) {
    if (length(text) <= width) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** A name can hold what a terminal would obey. */
  private static String printable(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? 0xfffd : c));
    return clean.toString();
  }
}
