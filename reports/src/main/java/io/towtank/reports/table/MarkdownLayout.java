package io.towtank.reports.table;

import java.util.List;
import java.util.stream.Collectors;

/** Markdown: pipe tables, a paragraph for each line. */
final class MarkdownLayout implements Layout {
  @Override
  public String heading(String words) {
    return "## " + line(words);
  }

  @Override
  public String line(String words) {
    return escape(words.strip()) + "\n\n";
  }

  /** Every part is set apart already. */
  @Override
  public String gap() {
    return "";
  }

  @Override
  public String table(Table table, boolean isWhole) {
    StringBuilder text = new StringBuilder();
    text.append(row(table.head())).append('|');
    table.columns().forEach(column -> text.append(column.numbers() ? "---:|" : "---|"));
    text.append('\n');
    table.rows().forEach(cells -> text.append(row(cells)));
    return text.append('\n').toString();
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> escape(cell.strip()))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** Text that Markdown, and the HTML that it may become, show as it is. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    TextLayout.printable(text.replace('\n', ' '))
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '\\', '|', '*', '_', '`', '[', ']', '#' ->
                    escaped.append('\\').appendCodePoint(c);
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
