package io.towtank.reports.table;

import java.util.List;
import java.util.stream.Collectors;

/** LaTeX: {@code tabular} with the rules of the booktabs package, a paragraph for each line. */
final class LatexLayout implements Layout {
  @Override
  public String heading(String words) {
    return "\\subsection*{" + escape(words.strip()) + "}\n\n";
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
    StringBuilder text = new StringBuilder("% needs \\usepackage{booktabs}\n\\begin{tabular}{");
    table.columns().forEach(column -> text.append(column.numbers() ? 'r' : 'l'));
    text.append("}\n\\toprule\n");
    if (table.hasHead()) {
      text.append(row(table.head())).append("\\midrule\n");
    }
    table.rows().forEach(cells -> text.append(row(cells)));
    return text.append("\\bottomrule\n\\end{tabular}\n\n").toString();
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> escape(cell.strip()))
        .collect(Collectors.joining(" & ", "", " \\\\\n"));
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    TextLayout.printable(text.replace('\n', ' '))
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&', '%', '$', '#', '_', '{', '}' -> escaped.append('\\').appendCodePoint(c);
                case '\\' -> escaped.append("\\textbackslash{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                case '^' -> escaped.append("\\textasciicircum{}");
                case '<' -> escaped.append("\\textless{}");
                case '>' -> escaped.append("\\textgreater{}");
                case '|' -> escaped.append("\\textbar{}");
                case '"' -> escaped.append("\\textquotedbl{}");
                case '±' -> escaped.append("$\\pm$");
                case '≥' -> escaped.append("$\\geq$");
                case '≤' -> escaped.append("$\\leq$");
                case '×' -> escaped.append("$\\times$");
                case '→' -> escaped.append("$\\rightarrow$");
                case '–' -> escaped.append("--");
                case '…' -> escaped.append("\\ldots{}");
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
