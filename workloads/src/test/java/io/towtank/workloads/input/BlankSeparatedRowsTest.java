package io.towtank.workloads.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.text.InputException;
import io.towtank.workloads.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are the same whoever splits them: a form feed leaves the file to a parser of characters. */
final class BlankSeparatedRowsTest {
  private static final String PLAIN = "\n";
  private static final String FORM_FEED = "\f\n";

  @TempDir private Path folder;

  @Test
  void rowsAndCommentsAreToldApart() {
    assertThat(read("; a log \n  1\t2 3\r\n\n   \n 4   5  6 7 ;\n;end\n8 9 10", 2))
        .containsExactly(";a log", "2: 1|2|3", "5: 4|5|6", ";end", "7: 8|9|10");
    assertThat(read("1 2 3\n4 5", 2)).containsExactly("1: 1|2|3", "2: found 2 fields, expected 3");
  }

  @Test
  void textOfOtherLettersIsRead() {
    assertThat(read("; Gr\u00FC\u00DFe\n1 2 3\n4 \u00E9\u2003\u20AC 6\n", 2))
        .containsExactly(";Gr\u00FC\u00DFe", "2: 1|2|3", "3: 4|\u00E9|\u20AC");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomRowsAreSplitAlike(long seed) {
    Random random = new Random(seed);
    String[] parts = {
      " ", "\n", "x", "12", "   ", "\t", "\r\n", ";", "-1", "~", "\u00E9", "\u0001", "\f"
    };
    // With many kinds of parts few rows are plain, with few of them most are.
    int kinds = 5 + random.nextInt(parts.length - 4);
    for (int round = 0; round < 200; round++) {
      StringBuilder rows = new StringBuilder();
      for (int row = 0; row < 20; row++) {
        if (random.nextInt(12) > 0) {
          rows.append(" ".repeat(random.nextInt(3))).append("row-").append(row).append(' ');
          rows.append("9".repeat(random.nextInt(20)))
              .append("\t  1")
              .append(" 5".repeat(random.nextInt(3)));
        } else {
          for (int i = random.nextInt(12); i > 0; i--) {
            rows.append(parts[random.nextInt(kinds)]);
          }
        }
        rows.append('\n');
      }
      if (random.nextBoolean()) {
        rows.setLength(rows.length() - 1);
      }
      int last = random.nextInt(3);
      List<String> found = read(PLAIN + rows, last);
      List<String> others = read(FORM_FEED + rows, last);
      // Whoever wants less of a row need not complain of the rest.
      boolean isLess = last < 2 && others.get(others.size() - 1).contains("expected");
      List<String> expected = isLess ? others.subList(0, others.size() - 1) : others;
      assertThat(isLess ? found.subList(0, expected.size()) : found).isEqualTo(expected);
    }
  }

  @Test
  void rowsAcrossBlocksAreSplitAlike() {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      rows.append(i).append(" ".repeat(1 + i % 50)).append("x ".repeat(i % 7)).append("y end\n");
    }
    rows.append("z".repeat(60_000)).append(' ').append("z".repeat(60_000)).append(" z\n1 2 3");

    List<String> found = read(PLAIN + rows, 2);

    assertThat(found).hasSize(20_002).isEqualTo(read(FORM_FEED + rows, 2));
    assertThat(found.get(19_999)).isEqualTo("20001: 19999|y|end");
  }

  /** Each row with its line, and the complaint that ends them; of the file's name nothing. */
  private List<String> read(String text, int last) {
    Path file = Traces.write(folder, "rows.txt", text);
    List<String> found = new ArrayList<>();
    try (BlankSeparatedRows rows =
        BlankSeparatedRows.open(
            file, List.of("a", "b", "c"), ';', comment -> found.add(";" + comment))) {
      for (CsvRow row = rows.nextUpTo(last); row != null; row = rows.nextUpTo(last)) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i <= last; i++) {
          values.add(row.text(i));
        }
        found.add(row.line() + ": " + String.join("|", values));
      }
    } catch (IOException | InputException e) {
      found.add(String.valueOf(e.getMessage()).substring(file.toString().length() + 1));
    }
    return found;
  }
}
