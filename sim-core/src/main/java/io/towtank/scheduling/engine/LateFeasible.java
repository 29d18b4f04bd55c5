package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.NodeInfo;
import java.util.AbstractList;
import java.util.List;

/** The feasible nodes of the attempt under way: counted, and listed only if somebody looks. */
final class LateFeasible extends AbstractList<NodeInfo> {
  private final Selection selection;
  private int count;

  /** Of attempts whose outcome that selection takes. */
  LateFeasible(Selection selection) {
    this.selection = selection;
  }

  /** Those of a new attempt. */
  List<NodeInfo> counted(int newCount) {
    count = newCount;
    return this;
  }

  @Override
  public NodeInfo get(int i) {
    return selection.feasible().get(i);
  }

  @Override
  public int size() {
    return count;
  }
}
