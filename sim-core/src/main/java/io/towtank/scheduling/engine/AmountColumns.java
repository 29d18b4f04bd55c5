package io.towtank.scheduling.engine;

import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.NodeAmounts;
import io.towtank.scheduling.framework.NodeColumns;

/**
 * Amounts of several nodes of one type in an array, column by column: what is requested of each
 * resource below some number, then what scoring counts of CPU and of memory. One object looks at
 * one array after another.
 */
final class AmountColumns implements NodeColumns {
  private final class Row implements NodeAmounts {
    private int row;

    @Override
    public long allocatable(int resource) {
      return AmountColumns.this.allocatable(resource);
    }

    @Override
    public long requested(int resource) {
      return values[AmountColumns.this.requested(resource) + row];
    }

    @Override
    public long scoringRequested(int resource) {
      return values[AmountColumns.this.scoringRequested(resource) + row];
    }
  }

  private final int resources;
  private final Row view = new Row();
  private long[] values = new long[0];
  private int stride;
  private int count;
  private boolean hasDefaults;
  private long[] allocatable = new long[0];
  private int beyond = -1;

  /** Columns of the resources numbered below. */
  AmountColumns(int resources) {
    this.resources = resources;
  }

  void setAllocatable(long[] amounts) {
    allocatable = amounts;
  }

  /**
   * Looks at other nodes.
   *
   * @param array their columns
   * @param length of a column
   * @param nodes how many of it are nodes
   * @param withDefaults whether what scoring counts differs from what is requested; else one column
   *     serves for both, and half as much memory is looked at
   */
  void show(long[] array, int length, int nodes, boolean withDefaults) {
    values = array;
    stride = length;
    count = nodes;
    hasDefaults = withDefaults;
  }

  /** The highest resource that somebody asked for in vain, -1 for none. */
  int beyond() {
    return beyond;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public long allocatable(int resource) {
    if (resource < resources) {
      return allocatable[resource];
    }
    beyond = Math.max(beyond, resource);
    return 0;
  }

  @Override
  public long[] values() {
    return values;
  }

  @Override
  public int requested(int resource) {
    if (resource < resources) {
      return resource * stride;
    }
    beyond = Math.max(beyond, resource);
    return 0;
  }

  @Override
  public int scoringRequested(int resource) {
    return hasDefaults && resource <= ResourceIndex.MEMORY
        ? (resources + resource) * stride
        : requested(resource);
  }

  @Override
  public NodeAmounts at(int i) {
    view.row = i;
    return view;
  }
}
