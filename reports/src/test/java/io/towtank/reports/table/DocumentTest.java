package io.towtank.reports.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.reports.table.Table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentTest {
  private static final Document DOCUMENT =
      Document.of("Run: 5 % of <b>A & B_1</b>")
          .gap()
          .table(
              new Table(List.of(Column.words("policy"), Column.numbers("nodes")))
                  .row("best-fit | \"tight\"", "1,200")
                  .row("  a#b\nc", "8"))
          .gap()
          .wholeTable(new Table(List.of(Column.words(""), Column.words(""))).row("gap", "≥ 3 ± 1"));

  private static String in(OutputFormat format) {
    return DOCUMENT.in(format, 80, false);
  }

  @Test
  void writesText() {
    assertThat(in(OutputFormat.TEXT))
        .isEqualTo(
            """
            Run: 5 % of <b>A & B_1</b>

            policy              nodes
            best-fit | "tight"  1,200
              a#b\ufffdc                 8

            gap  ≥ 3 ± 1
            """);
  }

  @Test
  void makesHeadsBoldInColour() {
    assertThat(DOCUMENT.in(OutputFormat.TEXT, 80, true))
        .contains("\u001b[1mpolicy              nodes\u001b[0m\n")
        .contains("\n  a#b\ufffdc                 8\n");
  }

  @Test
  void writesMarkdownThatNobodyCanBreakOutOf() {
    assertThat(in(OutputFormat.MARKDOWN))
        .isEqualTo(
            """
            Run: 5 % of &lt;b&gt;A &amp; B\\_1&lt;/b&gt;

            | policy | nodes |
            |---|---:|
            | best-fit \\| "tight" | 1,200 |
            | a\\#b c | 8 |

            |  |  |
            |---|---|
            | gap | ≥ 3 ± 1 |

            """);
  }

  @Test
  void writesLatex() {
    assertThat(in(OutputFormat.LATEX))
        .isEqualTo(
            """
            Run: 5 \\% of \\textless{}b\\textgreater{}A \\& B\\_1\\textless{}/b\\textgreater{}

            % needs \\usepackage{booktabs}
            \\begin{tabular}{lr}
            \\toprule
            policy & nodes \\\\
            \\midrule
            best-fit \\textbar{} \\textquotedbl{}tight\\textquotedbl{} & 1,200 \\\\
            a\\#b c & 8 \\\\
            \\bottomrule
            \\end{tabular}

            % needs \\usepackage{booktabs}
            \\begin{tabular}{ll}
            \\toprule
            gap & $\\geq$ 3 $\\pm$ 1 \\\\
            \\bottomrule
            \\end{tabular}

            """);
  }

  @Test
  void writesCsv() {
    assertThat(in(OutputFormat.CSV))
        .isEqualTo(
            """
            # Run: 5 % of <b>A & B_1</b>

            policy,nodes
            "best-fit | ""tight""\","1,200"
            a#b\ufffdc,8

            gap,≥ 3 ± 1
            """);
  }
}
