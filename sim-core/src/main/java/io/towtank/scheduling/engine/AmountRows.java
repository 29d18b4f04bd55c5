package io.towtank.scheduling.engine;

import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.AmountFilterPlugin;
import io.towtank.scheduling.framework.NodeAmounts;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Amounts of all nodes side by side, so that a look at one costs a line or two of the processor's
 * cache. One object looks at one row after another; rows are nodes by index, as in {@link
 * PodClass}.
 */
final class AmountRows implements NodeAmounts {
  /** Resources that are kept; others are rare. */
  private static final int RESOURCES = ResourceIndex.PODS + 1;

  private static final int WIDTH = RESOURCES + AmountsView.SCORING_AMOUNTS;

  /** Rows that are shown as columns at a time, at most. */
  static final int BATCH = 64;

  /** The type of rows whose nodes are gone: they may be asked about until all have heard of it. */
  private static final int GONE = 0;

  /** Nodes of one type have the same allocatable amounts. */
  private static final class NodeType {
    final long[] allocatable;

    /** What no row of the type has more of, as {@link AmountsView}. */
    final long[] most = new long[WIDTH];

    NodeType(long[] allocatable) {
      this.allocatable = allocatable;
    }
  }

  /** By row what is requested, then what scoring counts of CPU and of memory. */
  private long[] values = new long[0];

  private int[] typeOf = new int[0];
  private final List<NodeType> types = new ArrayList<>();
  private final long[] scratch = new long[RESOURCES];

  /** Whether scoring ever counted more than what is requested. */
  private boolean hasDefaults;

  private @Nullable NodeJournal journal;
  private long nextEntry = -1;
  private long settledAt;
  private int base;
  private long[] allocatable = scratch;

  private final AmountsView most = new AmountsView(RESOURCES);
  private final long[] batch = new long[WIDTH * BATCH];
  private final AmountColumns columns = new AmountColumns(RESOURCES);

  /** Takes over what has changed. */
  void catchUp(NodeJournal nodes) {
    journal = nodes;
    int bound = nodes.indexBound();
    boolean isAnew =
        nextEntry < nodes.firstEntry()
            || bound > typeOf.length
            || nodes.nextEntry() - nextEntry > bound;
    if (isAnew && bound > typeOf.length) {
      typeOf = new int[bound + bound / 4];
      values = new long[typeOf.length * WIDTH];
    }
    // The most of all rows only grows in between; every so often it is taken anew.
    if (isAnew || nodes.nextEntry() - settledAt > 4L * bound) {
      settledAt = nodes.nextEntry();
      types.clear();
      types.add(new NodeType(new long[RESOURCES]));
      Arrays.fill(typeOf, GONE);
      for (NodeInfo node : nodes.all()) {
        store(node.index(), node, true);
      }
    } else {
      for (long entry = nextEntry; entry < nodes.nextEntry(); entry++) {
        int row = nodes.changedIndex(entry);
        NodeInfo node = nodes.byIndex(row);
        if (node != null) {
          store(row, node, nodes.isDescriptionChanged(entry));
        }
      }
    }
    nextEntry = nodes.nextEntry();
  }

  private void store(int row, NodeInfo node, boolean isDescribedAnew) {
    if (isDescribedAnew) {
      typeOf[row] = typeOf(node);
    }
    long[] highest = types.get(typeOf[row]).most;
    int at = row * WIDTH;
    for (int resource = 0; resource < RESOURCES; resource++) {
      values[at + resource] = node.requested(resource);
    }
    for (int i = 0; i < AmountsView.SCORING_AMOUNTS; i++) {
      values[at + RESOURCES + i] = node.scoringRequested(i);
      hasDefaults |= values[at + RESOURCES + i] != values[at + i];
    }
    for (int i = 0; i < WIDTH; i++) {
      long amount = values[at + i] - (i < RESOURCES ? 0 : values[at + i - RESOURCES]);
      if (amount > highest[i]) {
        highest[i] = amount;
      }
    }
  }

  private int typeOf(NodeInfo node) {
    for (int resource = 0; resource < RESOURCES; resource++) {
      scratch[resource] = node.allocatable(resource);
    }
    for (int type = types.size() - 1; type > GONE; type--) {
      if (Arrays.equals(types.get(type).allocatable, scratch)) {
        return type;
      }
    }
    types.add(new NodeType(scratch.clone()));
    return types.size() - 1;
  }

  /** Whether filters pass all rows, by the most that is requested on any; false if not sure. */
  boolean allPass(AmountFilterPlugin[] filters, PodInfo pod) {
    for (int type = GONE + 1; type < types.size(); type++) {
      most.setAllocatable(types.get(type).allocatable);
      most.setValues(types.get(type).most);
      for (AmountFilterPlugin filter : filters) {
        if (!filter.passes(pod, most)) {
          return false;
        }
      }
    }
    return most.beyond() < 0;
  }

  /** Looks at a row, so that it is near soon. */
  int touch(int row) {
    return (int) values[row * WIDTH];
  }

  /** Looks at a row from now on. */
  void moveTo(int row) {
    base = row * WIDTH;
    allocatable = types.get(typeOf[row]).allocatable;
  }

  @Override
  public long allocatable(int resource) {
    if (resource < RESOURCES) {
      return allocatable[resource];
    }
    NodeInfo node = node();
    return node == null ? 0 : node.allocatable(resource);
  }

  @Override
  public long requested(int resource) {
    if (resource < RESOURCES) {
      return values[base + resource];
    }
    NodeInfo node = node();
    return node == null ? 0 : node.requested(resource);
  }

  @Override
  public long scoringRequested(int resource) {
    return resource <= ResourceIndex.MEMORY
        ? values[base + RESOURCES + resource]
        : requested(resource);
  }

  /** The row's node; null if it is gone, and then what is said of it does not count. */
  private @Nullable NodeInfo node() {
    return journal == null ? null : journal.byIndex(base / WIDTH);
  }

  /**
   * Shows rows as columns.
   *
   * @param rows from which on
   * @param end where they end at the latest
   * @return how many of them, 1 or more, as those that follow differ in what is allocatable
   */
  int showColumns(int[] rows, int from, int end) {
    int type = typeOf[rows[from]];
    int limit = Math.min(end, from + BATCH);
    int shown = hasDefaults ? WIDTH : RESOURCES;
    int count = 0;
    while (from + count < limit && typeOf[rows[from + count]] == type) {
      int at = rows[from + count] * WIDTH;
      for (int i = 0; i < shown; i++) {
        batch[i * BATCH + count] = values[at + i];
      }
      count++;
    }
    columns.setAllocatable(types.get(type).allocatable);
    columns.show(batch, BATCH, count, hasDefaults);
    return count;
  }

  /** What {@link #showColumns} shows. */
  AmountColumns columns() {
    return columns;
  }
}
