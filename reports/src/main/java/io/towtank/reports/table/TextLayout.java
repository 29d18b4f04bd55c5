package io.towtank.reports.table;

import io.towtank.reports.table.Table.Column;
import java.util.List;

/**
 * Plain text: columns two spaces apart, no lines; heads bold where colours are wanted.
 *
 * <p>Where a table is wider than it may be, columns of words are cut first, but to no less than
 * three eighths of the width; columns that still have no room go below, with the first column
 * repeated.
 */
final class TextLayout implements Layout {
  private static final int GAP = 2;
  private static final int WORDS_MIN = 12;
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";

  private final int width;
  private final boolean isColoured;

  TextLayout(int width, boolean isColoured) {
    this.width = width;
    this.isColoured = isColoured;
  }

  @Override
  public String heading(String words) {
    String title = printable(words).strip();
    return (isColoured ? BOLD + title + PLAIN : title) + "\n";
  }

  @Override
  public String line(String words) {
    return printable(words).stripTrailing() + "\n";
  }

  @Override
  public String gap() {
    return "\n";
  }

  @Override
  public String table(Table table, boolean isWhole) {
    int most = isWhole ? Integer.MAX_VALUE : width;
    int[] widths = widths(table, most);
    StringBuilder text = new StringBuilder();
    int from = 1;
    do {
      int to = from;
      int used = widths[0];
      while (to < widths.length && (to == from || used + GAP + widths[to] <= most)) {
        used += GAP + widths[to];
        to++;
      }
      if (from > 1) {
        text.append('\n');
      }
      block(text, table, widths, from, to);
      from = to;
    } while (from < widths.length);
    return text.toString();
  }

  private void block(StringBuilder text, Table table, int[] widths, int from, int to) {
    if (table.hasHead()) {
      String head = line(table, table.head(), widths, from, to);
      text.append(isColoured ? BOLD + head + PLAIN : head).append('\n');
    }
    for (List<String> row : table.rows()) {
      text.append(line(table, row, widths, from, to)).append('\n');
    }
  }

  private static String line(Table table, List<String> cells, int[] widths, int from, int to) {
    StringBuilder line = new StringBuilder();
    cell(line, cells.get(0), table.columns().get(0), widths[0]);
    for (int i = from; i < to; i++) {
      line.append(" ".repeat(GAP));
      cell(line, cells.get(i), table.columns().get(i), widths[i]);
    }
    return line.toString().stripTrailing();
  }

  private static void cell(StringBuilder line, String text, Column column, int width) {
    String cut = cut(printable(text), width);
    String padding = " ".repeat(width - length(cut));
    line.append(column.numbers() ? padding + cut : cut + padding);
  }

  private static int[] widths(Table table, int width) {
    List<Column> columns = table.columns();
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = length(columns.get(i).title());
      for (List<String> row : table.rows()) {
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
  static String printable(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? 0xfffd : c));
    return clean.toString();
  }
}
