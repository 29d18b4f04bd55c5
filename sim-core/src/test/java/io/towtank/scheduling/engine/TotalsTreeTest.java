package io.towtank.scheduling.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TotalsTreeTest {
  private static List<Integer> bestRows(TotalsTree tree) {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < tree.bestCount(); i++) {
      rows.add(tree.best(i));
    }
    return rows;
  }

  private static List<Integer> bestRows(int[] totals) {
    int best = Arrays.stream(totals).max().orElse(TotalsTree.NONE);
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < totals.length && best != TotalsTree.NONE; row++) {
      if (totals[row] == best) {
        rows.add(row);
      }
    }
    return rows;
  }

  @Test
  void emptyTreeHasNoBest() {
    assertThat(new TotalsTree(20).bestCount()).isZero();
    assertThat(new TotalsTree(0).bestCount()).isZero();
  }

  @Test
  void negativeTotalsTakePart() {
    TotalsTree tree = new TotalsTree(3);
    tree.set(0, -7);
    tree.set(2, -5);

    assertThat(bestRows(tree)).containsExactly(2);
    assertThat(tree.get(0)).isEqualTo(-7);
    assertThat(tree.get(1)).isEqualTo(TotalsTree.NONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 63, 64, 65, 100, 512, 513, 1000})
  void knowsTheBestRowsAfterEveryChange(int rows) {
    RandomStream random = new RandomStreams(rows).stream("test", "totals");
    TotalsTree tree = new TotalsTree(rows);
    int[] totals = new int[rows];
    Arrays.fill(totals, TotalsTree.NONE);
    for (int step = 0; step < 2000; step++) {
      int row = random.nextInt(rows);
      totals[row] = random.nextInt(5) == 0 ? TotalsTree.NONE : random.nextInt(7) - 3;
      if (step % 100 == 99) {
        tree.put(row, totals[row]);
        tree.rebuild();
      } else {
        tree.set(row, totals[row]);
      }
      assertThat(bestRows(tree)).isEqualTo(bestRows(totals));
    }
  }
}
