package io.towtank.scheduling.engine;

import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.NodeAmounts;

/**
 * Amounts that lie side by side in an array: what is requested of each resource below some number,
 * then what scoring counts of CPU and of memory besides. One object looks at one place after
 * another.
 */
final class AmountsView implements NodeAmounts {
  /** Amounts of a node besides those requested. */
  static final int SCORING_AMOUNTS = 2;

  private final int resources;
  private long[] values = new long[0];
  private int base;
  private long[] allocatable = new long[0];
  private int beyond = -1;

  /** A view of amounts of the resources numbered below. */
  AmountsView(int resources) {
    this.resources = resources;
  }

  void setValues(long[] array) {
    values = array;
  }

  void setAllocatable(long[] amounts) {
    allocatable = amounts;
  }

  void moveTo(int place) {
    base = place;
  }

  /** The highest resource that somebody asked for in vain, -1 for none. */
  int beyond() {
    return beyond;
  }

  private long unknown(int resource) {
    beyond = Math.max(beyond, resource);
    return 0;
  }

  @Override
  public long allocatable(int resource) {
    return resource < resources ? allocatable[resource] : unknown(resource);
  }

  @Override
  public long requested(int resource) {
    return resource < resources ? values[base + resource] : unknown(resource);
  }

  @Override
  public long scoringRequested(int resource) {
    return resource <= ResourceIndex.MEMORY
        ? values[base + resource] + values[base + resources + resource]
        : requested(resource);
  }
}
