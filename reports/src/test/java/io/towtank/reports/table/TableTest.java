package io.towtank.reports.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.reports.table.Table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
  private static Table table() {
    return new Table(
            List.of(Column.words("policy"), Column.numbers("nodes"), Column.numbers("allocated")))
        .row("best-fit", "1,200", "93.1 %")
        .row("a-policy-with-a-very-long-name", "8", "7.0 %");
  }

  @Test
  void alignsNumbersToTheRight() {
    assertThat(new Document().table(table()).text(80))
        .isEqualTo(
            """
            policy                          nodes  allocated
            best-fit                        1,200     93.1 %
            a-policy-with-a-very-long-name      8      7.0 %
            """);
  }

  @Test
  void cutsWordsWhereItIsNarrow() {
    assertThat(new Document().table(table()).text(32))
        .isEqualTo(
            """
            policy          nodes  allocated
            best-fit        1,200     93.1 %
            a-policy-with…      8      7.0 %
            """);
  }

  @Test
  void leavesRoomForAMetricOfAResource() {
    Table table =
        new Table(
                List.of(
                    Column.words(""),
                    Column.numbers("a"),
                    Column.numbers("b"),
                    Column.numbers("c")))
            .row(
                "nvidia.com/gpu allocated, end",
                "93.1 % ± 0.25 % *",
                "92.0 % ± 0.10 %  ",
                "91.0 % ± 0.30 %  ");

    assertThat(new Document().table(table).text(80)).contains("nvidia.com/gpu allocated, end  ");
  }

  @Test
  void movesColumnsBelowWhereItIsNarrower() {
    assertThat(new Document().table(table()).text(24))
        .isEqualTo(
            """
            policy        nodes
            best-fit      1,200
            a-policy-wi…      8

            policy        allocated
            best-fit         93.1 %
            a-policy-wi…      7.0 %
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 30, 40, 60, 80, 200})
  void keepsItsWidth(int width) {
    assertThat(new Document().table(table()).text(width).lines())
        .allMatch(line -> line.length() <= width);
  }

  @Test
  void letsNoNameSteerTheTerminal() {
    Table table = new Table(List.of(Column.words("name"))).row("a\u001b[31mb\nc");

    assertThat(new Document().table(table).text(80)).isEqualTo("name\na\ufffd[31mb\ufffdc\n");
  }
}
