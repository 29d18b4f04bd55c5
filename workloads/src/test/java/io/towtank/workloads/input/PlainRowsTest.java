package io.towtank.workloads.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.text.InputException;
import io.towtank.workloads.Traces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are the same whoever splits them: a file that begins with a quote is left to FastCSV. */
final class PlainRowsTest {
  private static final String HEADER = "a,b,c\n";
  private static final String QUOTED_HEADER = "\"a\",b,c\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomRowsAreSplitAlike(long seed) {
    for (String rows : randomRows(seed)) {
      assertThat(read(HEADER + rows)).isEqualTo(read(QUOTED_HEADER + rows));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomRowsArePassedOverAlike(long seed) {
    for (String rows : randomRows(seed)) {
      for (int column = 0; column < 3; column++) {
        assertThat(pass(HEADER + rows, column)).isEqualTo(pass(QUOTED_HEADER + rows, column));
      }
    }
  }

  @Test
  void rowsThatArePassedOverMayBeReadAgain() throws IOException {
    Path file = Traces.write(folder, "rows.csv", HEADER + "1,2,3\n4,5,6\n7,8,9\n10,11,12");
    try (CsvTable table = CsvTable.open(file, opened -> {})) {
      assertThat(Objects.requireNonNull(table.next()).text("c")).isEqualTo("3");
      assertThat(Objects.requireNonNull(table.nextUpTo(1)).text("b")).isEqualTo("5");
      assertThat(Objects.requireNonNull(table.next()).text("c")).isEqualTo("9");
      assertThat(Objects.requireNonNull(table.nextUpTo(2)).text("c")).isEqualTo("12");
      assertThat(table.next()).isNull();
    }
  }

  @Test
  void rowsAcrossBlocksAreSplitAlike() {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      rows.append(i).append(',').append("x".repeat(i % 50)).append(",end-").append(i).append('\n');
    }

    List<String> found = read(HEADER + rows);

    assertThat(found).hasSize(20_000).isEqualTo(read(QUOTED_HEADER + rows));
    assertThat(found.get(19_999)).isEqualTo("20001: 19999|" + "x".repeat(49) + "|end-19999");
  }

  @Test
  void aRowLongerThanABlockIsSplitAlike() {
    String rows = "1,2,3\n" + "y".repeat(60_000) + ",5," + "z".repeat(60_000) + "\n7,8,9\n";

    assertThat(read(HEADER + rows)).hasSize(3).isEqualTo(read(QUOTED_HEADER + rows));
  }

  @Test
  void linesGoOnBeingCountedWhereAnotherParserTakesOver() {
    assertThat(read(HEADER + "1,2,3\n\n4,\"5\n\n\",6\n7,8,9\n"))
        .containsExactly("2: 1|2|3", "4: 4|5|6", "7: 7|8|9");
    assertThat(read(HEADER + "1,2,3\n\n4,\"5\",6\n7,8,9\n"))
        .containsExactly("2: 1|2|3", "4: 4|5|6", "5: 7|8|9");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7, 7",
    "12345678, 12345678",
    "123456789, 123456789",
    "1234567890123456, 1234567890123456",
    "999999999999999999, 999999999999999999",
    "1234567x, -1",
    "x, -1",
    "12/4, -1",
    "12:4, -1",
    "-1, -1",
    "1000000000000000000, -1"
  })
  void digitsAreReadEightAtATime(String text, long expected) {
    byte[] bytes = (text + "99999999").getBytes(StandardCharsets.US_ASCII);

    assertThat(PlainNumbers.digits(bytes, 0, text.length())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "12.5, 12500000000",
    "3.000000001, 3000000001",
    "3., -1",
    ".5, -1",
    "1.2.3, -1",
    "3.0000000001, -1",
    "123456789.987654321, 123456789987654321",
    "4000000000, -1"
  })
  void secondsAreReadAsNanoseconds(String text, long expected) {
    byte[] bytes = (text + "99999999").getBytes(StandardCharsets.US_ASCII);

    assertThat(PlainNumbers.nanosOfSeconds(bytes, 0, text.length(), CsvRow.SECONDS_MAX))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "7", ".5", "5.", "0.1", "123.456", "9999999999999999", "12345678.1234567"})
  void plainDecimalsAreTheNearestDouble(String text) {
    byte[] bytes = (text + "99999999").getBytes(StandardCharsets.US_ASCII);

    assertThat(PlainNumbers.decimal(bytes, 0, text.length())).isEqualTo(Double.parseDouble(text));
  }

  /** Each row with its line, and the complaint that ends them; of the file's name nothing. */
  private List<String> read(String text) {
    Path file = Traces.write(folder, "rows.csv", text);
    List<String> rows = new ArrayList<>();
    try (CsvTable table = CsvTable.open(file, opened -> {})) {
      for (CsvRow row = table.next(); row != null; row = table.next()) {
        rows.add(row.line() + ": " + row.text("a") + "|" + row.text("b") + "|" + row.text("c"));
      }
    } catch (IOException | InputException e) {
      rows.add(String.valueOf(e.getMessage()).substring(file.toString().length() + 1));
    }
    return rows;
  }

  private static List<String> randomRows(long seed) {
    List<String> files = new ArrayList<>();
    Random random = new Random(seed);
    String[] parts = {",", ",", "\n", "\r\n", "x", "12", " ", "\t", "+", "\"", "é", "\r", "~", ";"};
    // With many kinds of parts few rows are plain, with few of them most are.
    int kinds = 4 + random.nextInt(parts.length - 3);
    for (int round = 0; round < 200; round++) {
      StringBuilder rows = new StringBuilder();
      for (int row = 0; row < 20; row++) {
        if (random.nextInt(12) > 0) {
          rows.append("row-").append(row).append(", 1 ,").append("9".repeat(random.nextInt(20)));
        } else {
          for (int i = random.nextInt(12); i > 0; i--) {
            rows.append(parts[random.nextInt(kinds)]);
          }
        }
        rows.append(random.nextInt(3) == 0 ? "\r\n" : "\n");
      }
      if (random.nextBoolean()) {
        rows.setLength(rows.length() - 1);
      }
      files.add(rows.toString());
    }
    return files;
  }

  /** The same as far as a column, of rows that are read no further. */
  private List<String> pass(String text, int column) {
    Path file = Traces.write(folder, "rows.csv", text);
    List<String> rows = new ArrayList<>();
    try (CsvTable table = CsvTable.open(file, opened -> {})) {
      for (CsvRow row = table.nextUpTo(column); row != null; row = table.nextUpTo(column)) {
        StringBuilder shown = new StringBuilder(row.line() + ":");
        for (int i = 0; i <= column; i++) {
          shown.append(' ').append(row.text(i));
        }
        rows.add(shown.toString());
      }
    } catch (IOException | InputException e) {
      rows.add(String.valueOf(e.getMessage()).substring(file.toString().length() + 1));
    }
    return rows;
  }
}
