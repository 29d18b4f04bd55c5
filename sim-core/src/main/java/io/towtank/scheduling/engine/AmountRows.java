package io.towtank.scheduling.engine;

import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.NodeAmounts;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import org.jspecify.annotations.Nullable;

/**
 * Amounts of all nodes side by side, so that a look at one costs a line or two of the processor's
 * cache. One object looks at one row after another; rows are nodes by index, as in {@link
 * PodClass}.
 */
final class AmountRows implements NodeAmounts {
  /** Resources that are kept, in pairs of allocatable and requested; others are rare. */
  private static final int RESOURCES = ResourceIndex.PODS + 1;

  private static final int SCORING = 2 * RESOURCES;
  private static final int WIDTH = SCORING + ResourceIndex.MEMORY + 1;

  /** Rows that are shown as columns at a time, at most. */
  static final int BATCH = 64;

  /** Of more different allocatable amounts only rows by themselves are shown. */
  private static final int TYPES_MAX = 64;

  private static final int NO_TYPE = -1;

  private long[] values = new long[0];

  /** By row which of {@link #types} it has. */
  private int[] typeOf = new int[0];

  private final long[][] types = new long[TYPES_MAX][];
  private final long[] batch = new long[(RESOURCES + AmountsView.SCORING_AMOUNTS) * BATCH];
  private final AmountColumns columns = new AmountColumns(RESOURCES);
  private @Nullable NodeJournal journal;
  private long nextEntry = -1;
  private int base;

  /** Takes over what has changed. */
  void catchUp(NodeJournal nodes) {
    journal = nodes;
    int bound = nodes.indexBound();
    if (nextEntry < nodes.firstEntry()
        || bound * WIDTH > values.length
        || nodes.nextEntry() - nextEntry > bound) {
      if (bound * WIDTH > values.length) {
        values = new long[(bound + bound / 4) * WIDTH];
        typeOf = new int[bound + bound / 4];
      }
      for (NodeInfo node : nodes.all()) {
        store(node.index(), node);
      }
    } else {
      for (long entry = nextEntry; entry < nodes.nextEntry(); entry++) {
        int row = nodes.changedIndex(entry);
        NodeInfo node = nodes.byIndex(row);
        if (node != null) {
          store(row, node);
        }
      }
    }
    nextEntry = nodes.nextEntry();
  }

  private void store(int row, NodeInfo node) {
    int at = row * WIDTH;
    for (int resource = 0; resource < RESOURCES; resource++) {
      values[at + 2 * resource] = node.allocatable(resource);
      values[at + 2 * resource + 1] = node.requested(resource);
    }
    values[at + SCORING] = node.scoringRequested(ResourceIndex.CPU);
    values[at + SCORING + 1] = node.scoringRequested(ResourceIndex.MEMORY);
    if (typeOf[row] == NO_TYPE || !isOfType(typeOf[row], at)) {
      typeOf[row] = typeAt(at);
    }
  }

  private boolean isOfType(int type, int at) {
    long[] allocatable = types[type];
    if (allocatable == null) {
      return false;
    }
    for (int resource = 0; resource < RESOURCES; resource++) {
      if (allocatable[resource] != values[at + 2 * resource]) {
        return false;
      }
    }
    return true;
  }

  private int typeAt(int at) {
    for (int type = 0; type < TYPES_MAX; type++) {
      if (types[type] == null) {
        types[type] = new long[RESOURCES];
        for (int resource = 0; resource < RESOURCES; resource++) {
          types[type][resource] = values[at + 2 * resource];
        }
      }
      if (isOfType(type, at)) {
        return type;
      }
    }
    return NO_TYPE;
  }

  /**
   * Shows rows as columns.
   *
   * @param rows from which on
   * @param end where they end at the latest
   * @return how many of them, as those that follow differ in what is allocatable; 0 if the first
   *     can't be shown like this
   */
  int showColumns(int[] rows, int from, int end) {
    int type = typeOf[rows[from]];
    if (type == NO_TYPE) {
      return 0;
    }
    int limit = Math.min(end, from + BATCH);
    int count = 0;
    while (from + count < limit && typeOf[rows[from + count]] == type) {
      int at = rows[from + count] * WIDTH;
      for (int resource = 0; resource < RESOURCES; resource++) {
        batch[resource * BATCH + count] = values[at + 2 * resource + 1];
      }
      for (int i = 0; i < AmountsView.SCORING_AMOUNTS; i++) {
        batch[(RESOURCES + i) * BATCH + count] = values[at + SCORING + i];
      }
      count++;
    }
    columns.setAllocatable(types[type]);
    columns.show(batch, BATCH, count, true);
    return count;
  }

  /** What {@link #showColumns} shows. */
  AmountColumns columns() {
    return columns;
  }

  /** Looks at a row, so that it is near soon. */
  int touch(int row) {
    return (int) values[row * WIDTH];
  }

  /** Looks at a row from now on. */
  void moveTo(int row) {
    base = row * WIDTH;
  }

  @Override
  public long allocatable(int resource) {
    return resource < RESOURCES ? values[base + 2 * resource] : node().allocatable(resource);
  }

  @Override
  public long requested(int resource) {
    return resource < RESOURCES ? values[base + 2 * resource + 1] : node().requested(resource);
  }

  @Override
  public long scoringRequested(int resource) {
    return resource <= ResourceIndex.MEMORY
        ? values[base + SCORING + resource]
        : requested(resource);
  }

  private NodeInfo node() {
    NodeInfo node = journal == null ? null : journal.byIndex(base / WIDTH);
    if (node == null) {
      throw new IllegalStateException("node " + base / WIDTH + " is gone");
    }
    return node;
  }
}
