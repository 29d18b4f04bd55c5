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

  private long[] values = new long[0];
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
