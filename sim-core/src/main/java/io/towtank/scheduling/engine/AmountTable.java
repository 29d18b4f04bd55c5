package io.towtank.scheduling.engine;

import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.NodeInfo;
import java.util.Arrays;

/** What is requested on each node, by rows, in the order of {@link AmountsView}. */
final class AmountTable {
  /** Up to here sums of four amounts can't overflow; nothing real comes near it. */
  static final long AMOUNT_MAX = 1L << 60;

  private final int resources;
  private final int width;
  private final long[] values;
  private final long[] scratch;

  AmountTable(int resources, int rows) {
    this.resources = resources;
    width = resources + AmountsView.SCORING_AMOUNTS;
    values = new long[rows * width];
    scratch = new long[width];
  }

  /** How many amounts a row has. */
  int width() {
    return width;
  }

  /** All rows, one after the other. */
  long[] values() {
    return values;
  }

  long get(int row, int column) {
    return values[row * width + column];
  }

  /** Whether the row holds other amounts than the node; {@link #store} takes them over. */
  boolean isOutdated(int row, NodeInfo node) {
    for (int resource = 0; resource < resources; resource++) {
      scratch[resource] = node.requested(resource);
    }
    scratch[resources] =
        node.scoringRequested(ResourceIndex.CPU) - node.requested(ResourceIndex.CPU);
    scratch[resources + 1] =
        node.scoringRequested(ResourceIndex.MEMORY) - node.requested(ResourceIndex.MEMORY);
    for (int i = 0; i < width; i++) {
      if (scratch[i] != values[row * width + i]) {
        return true;
      }
    }
    return false;
  }

  /** Takes over the amounts of the node that was asked about last. */
  void store(int row) {
    System.arraycopy(scratch, 0, values, row * width, width);
  }

  /** Makes the row that of an empty node. */
  void clear(int row) {
    Arrays.fill(values, row * width, (row + 1) * width, 0);
  }

  /** Whether the row's amounts are such that nothing computed from them overflows. */
  boolean isSound(int row) {
    for (int i = 0; i < width; i++) {
      long value = values[row * width + i];
      if (value < 0 || value > AMOUNT_MAX) {
        return false;
      }
    }
    return true;
  }
}
