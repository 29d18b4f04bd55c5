package io.towtank.scheduling.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever rows come and go, the trees hold them, and every vertex knows its bounds exactly. */
final class AmountTreeTest {
  private static final int RESOURCES = 4;
  private static final int ROWS = 120;
  private static final int TYPES = 2;
  private static final int OUT = -1;

  private final AmountTable table = new AmountTable(RESOURCES, ROWS);
  private final AmountTree tree = new AmountTree(table, ROWS, TYPES);
  private final int[] typeOf = new int[ROWS];

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void knowsRowsAndBounds(long seed) {
    RandomStream random = new RandomStreams(seed).stream("test", "tree");
    Arrays.fill(typeOf, OUT);
    double[] scale = new double[table.width()];
    Arrays.fill(scale, 1);
    for (int type = 0; type < TYPES; type++) {
      tree.setScale(type, scale);
    }
    long values = 1 + random.nextLong(30);
    for (int step = 0; step < 1500; step++) {
      int row = random.nextInt(ROWS);
      if (typeOf[row] != OUT) {
        tree.remove(typeOf[row], row);
        typeOf[row] = OUT;
      }
      // Now many rows and now few, so that buckets split and join.
      if (random.nextInt(4) < (step / 300 % 2 == 0 ? 3 : 1)) {
        boolean isLikeMost = seed % 4 == 0 && random.nextInt(8) > 0;
        for (int i = 0; i < table.width(); i++) {
          table.values()[row * table.width() + i] = isLikeMost ? 5 : random.nextLong(values);
        }
        typeOf[row] = random.nextInt(TYPES);
        tree.add(typeOf[row], row);
      }
      assertThat(tree.contains(row)).isEqualTo(typeOf[row] != OUT);
      if (step % 50 == 0) {
        check();
      }
    }
  }

  private void check() {
    for (int type = 0; type < TYPES; type++) {
      SortedSet<Integer> expected = new TreeSet<>();
      for (int row = 0; row < ROWS; row++) {
        if (typeOf[row] == type) {
          expected.add(row);
        }
      }
      int root = tree.root(type);
      assertThat(root == AmountTree.NONE ? new TreeSet<Integer>() : rowsBelow(root))
          .isEqualTo(expected);
    }
  }

  private void checkCells(int bucket, int place) {
    int row = tree.rows(bucket)[place];
    int stride = tree.rows(bucket).length;
    for (int i = 0; i < table.width(); i++) {
      long more = i < RESOURCES ? 0 : table.get(row, i - RESOURCES);
      assertThat(tree.cells(bucket)[i * stride + place]).isEqualTo(table.get(row, i) + more);
    }
  }

  private SortedSet<Integer> rowsBelow(int vertex) {
    SortedSet<Integer> rows = new TreeSet<>();
    if (tree.isBucket(vertex)) {
      assertThat(tree.count(vertex)).isPositive();
      for (int i = 0; i < tree.count(vertex); i++) {
        rows.add(tree.rows(vertex)[i]);
        checkCells(vertex, i);
      }
    } else {
      rows.addAll(rowsBelow(tree.left(vertex)));
      rows.addAll(rowsBelow(tree.right(vertex)));
    }
    for (int i = 0; i < table.width(); i++) {
      int column = i;
      assertThat(tree.bounds()[tree.least(vertex) + i])
          .isEqualTo(rows.stream().mapToLong(row -> table.get(row, column)).min().orElseThrow());
      assertThat(tree.bounds()[tree.most(vertex) + i])
          .isEqualTo(rows.stream().mapToLong(row -> table.get(row, column)).max().orElseThrow());
    }
    return rows;
  }
}
