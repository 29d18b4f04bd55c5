package io.towtank.workloads.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TurnSortTest {
  @ParameterizedTest
  @CsvSource({
    "1000000, 500, in memory",
    "10000, 500, in a few runs",
    "100, 500, in more runs than are merged at a time",
    "1, 10000, a run for each row and several passes"
  })
  void rowsOfATurnStayInTheirOrder(long runBytes, int rows, String unused) throws IOException {
    Random random = new Random(3);
    List<String> expected = new ArrayList<>();
    List<String> first;
    List<String> again;
    try (TurnSort sort = new TurnSort(runBytes)) {
      for (int row = 0; row < rows; row++) {
        int turn = random.nextInt(40);
        String text = turn + ":" + row + " ".repeat(random.nextInt(9));
        expected.add(text);
        sort.add(turn, text.getBytes(StandardCharsets.UTF_8));
      }
      sort.sort();
      first = all(sort.open());
      again = all(sort.open());
    }

    expected.sort(Comparator.comparing(text -> Integer.valueOf(text.split(":", -1)[0])));
    assertThat(first).isEqualTo(expected);
    assertThat(again).isEqualTo(expected);
  }

  @Test
  void aRowMayBeLongerThanABuffer() throws IOException {
    String longer = "x".repeat(200_000);
    try (TurnSort sort = new TurnSort(1)) {
      sort.add(2, longer.getBytes(StandardCharsets.UTF_8));
      sort.add(1, "first".getBytes(StandardCharsets.UTF_8));
      sort.sort();

      assertThat(all(sort.open())).containsExactly("first", longer);
    }
  }

  private static List<String> all(TurnSort.Reader reader) {
    List<String> rows = new ArrayList<>();
    for (byte[] row = reader.next(); row.length > 0; row = reader.next()) {
      rows.add(new String(row, StandardCharsets.UTF_8));
    }
    return rows;
  }
}
