package io.towtank.reports.file;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.towtank.reports.format.Numbers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvRowsTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final CsvRows rows = new CsvRows(written);

  @Test
  void rowsAreFieldsBetweenCommas() throws IOException {
    rows.text("web-1").number(-5).seconds(1_500_000_000L).text("").seconds(-1).end();
    rows.text("a, b").text("say \"no\"").end();
    rows.close();

    assertThat(written.toString(StandardCharsets.UTF_8))
        .isEqualTo("web-1,-5,1.5,,\n\"a, b\",\"say \"\"no\"\"\"\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "a,b", "\"", "a\nb", "a\rb", "#c", "d#", " e ", "ä€😀", "'", ";"})
  void textIsQuotedAsTheOtherFilesQuoteIt(String field) throws IOException {
    StringWriter other = new StringWriter();
    try (CsvWriter csv = Csv.to(other)) {
      csv.writeRecord(field, field, Numbers.seconds(7));
    }

    rows.text(field).text(field).seconds(7).end();
    rows.close();

    assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo(other.toString());
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, 9, 10, 99, 100, 999_999_999, 1_000_000_000, 1_000_000_010, Long.MAX_VALUE, -7})
  void numbersAreWhole(long value) throws IOException {
    rows.number(value).seconds(value).end();
    rows.close();

    assertThat(written.toString(StandardCharsets.UTF_8))
        .isEqualTo(value + "," + Numbers.seconds(value) + "\n");
  }

  @Test
  void manyRowsGoThroughTheBuffer() throws IOException {
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      rows.text("pod").number(i).end();
      expected.append("pod,").append(i).append('\n');
    }
    rows.close();

    assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo(expected.toString());
  }
}
