package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.MutableNodeInfo;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NominatedPods;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.TrialNode;

/** Tries one profile's filters on a copy of a node. */
public final class FilterTrial implements TrialNode {
  private final NodeFilter filter;
  private final CycleState state;
  private final PodInfo pod;
  private final MutableNodeInfo node;

  /**
   * A trial on a copy of the node.
   *
   * @param state state of the attempt after PreFilter; it is copied
   */
  public FilterTrial(
      EnginePlugins plugins,
      NominatedPods nominated,
      CycleState state,
      PodInfo pod,
      NodeInfo node) {
    this.filter = new NodeFilter(plugins, nominated);
    this.state = state.copy();
    this.pod = pod;
    this.node = node.copy();
    filter.begin(new ActiveFilters(plugins.filter(), state.skippedFilters()));
  }

  @Override
  public NodeInfo node() {
    return node;
  }

  @Override
  public void add(PodInfo added) {
    filter.add(state, pod, added, node);
  }

  @Override
  public void remove(PodInfo removed) {
    filter.remove(state, pod, removed, node);
  }

  @Override
  public Status filter() {
    return filter.filter(state, pod, node);
  }
}
