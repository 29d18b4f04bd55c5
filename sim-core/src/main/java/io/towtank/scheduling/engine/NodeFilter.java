package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.MutableNodeInfo;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.NominatedPods;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PreFilterExtensions;
import io.towtank.scheduling.framework.PreFilterPlugin;
import io.towtank.scheduling.framework.Status;
import java.util.Collection;
import java.util.List;

/**
 * One profile's filters, asked about one node after another in one attempt.
 *
 * <p>A node to which pods of equal or higher priority are nominated must pass twice: with them, as
 * they will take the room; and without them, as the pod may depend on nothing that is not there
 * yet. Source: kube-scheduler v1.34, {@code RunFilterPluginsWithNominatedPods}.
 */
final class NodeFilter {
  private final EnginePlugins plugins;
  private final NominatedPods nominated;
  private ActiveFilters active;
  private boolean nobodyNominated;
  private String refusingPlugin = "";

  NodeFilter(EnginePlugins plugins, NominatedPods nominated) {
    this.plugins = plugins;
    this.nominated = nominated;
    active = new ActiveFilters(plugins.filter(), List.of());
  }

  /**
   * Begins an attempt whose PreFilter is done.
   *
   * @param left the filters that have a say in it
   */
  void begin(ActiveFilters left) {
    active = left;
    nobodyNominated = nominated.isEmpty();
  }

  /** The filters that have a say in this attempt. */
  ActiveFilters active() {
    return active;
  }

  /** Success, or the first plugin's word that is none; {@link #refusingPlugin} says whose. */
  Status filter(CycleState state, PodInfo pod, NodeInfo node) {
    if (!nobodyNominated) {
      Status status = filterWithNominated(state, pod, node);
      if (!status.isSuccess()) {
        return status;
      }
    }
    return run(state, pod, node);
  }

  private Status filterWithNominated(CycleState state, PodInfo pod, NodeInfo node) {
    List<PodInfo> waiting = nominated.on(node.node().name());
    MutableNodeInfo crowded = null;
    CycleState crowdedState = state;
    for (PodInfo other : waiting) {
      if (other.pod().priority() >= pod.pod().priority() && other.pod().uid() != pod.pod().uid()) {
        if (crowded == null) {
          crowded = node.copy();
          crowdedState = state.copy();
        }
        add(crowdedState, pod, other, crowded);
      }
    }
    return crowded == null ? Status.SUCCESS : run(crowdedState, pod, crowded);
  }

  /** Rules out nodes that others wait for; false if a filter failed. */
  boolean makeRoomForNominated(
      CycleState state, PodInfo pod, NodeJournal nodes, Candidates candidates) {
    Collection<String> names = nominated.nodeNames();
    if (nominated.isEmpty() || names == null) {
      return true;
    }
    for (String name : names) {
      NodeInfo node = nodes.byName(name);
      if (node != null && candidates.isFeasible(pod, node)) {
        Status status = filter(state, pod, node);
        if (status.isRejected()) {
          candidates.ruleOut(node.index());
        } else if (!status.isSuccess()) {
          return false;
        }
      }
    }
    return true;
  }

  private Status run(CycleState state, PodInfo pod, NodeInfo node) {
    for (int i = 0; i < active.count(); i++) {
      Status status = active.get(i).filter(state, pod, node);
      if (!status.isSuccess()) {
        refusingPlugin = active.get(i).name();
        return status;
      }
    }
    return Status.SUCCESS;
  }

  /** Plugin whose word {@link #filter} gave last. */
  String refusingPlugin() {
    return refusingPlugin;
  }

  /** Puts a pod on the node and tells the plugins. */
  void add(CycleState state, PodInfo pod, PodInfo added, MutableNodeInfo node) {
    node.add(added);
    for (PreFilterPlugin plugin : plugins.preFilter()) {
      if (plugin instanceof PreFilterExtensions extensions
          && !state.isFilterSkipped(plugin.name())) {
        extensions.addPod(state, pod, added, node);
      }
    }
  }

  /** Takes a pod away from the node and tells the plugins. */
  void remove(CycleState state, PodInfo pod, PodInfo removed, MutableNodeInfo node) {
    node.remove(removed);
    for (PreFilterPlugin plugin : plugins.preFilter()) {
      if (plugin instanceof PreFilterExtensions extensions
          && !state.isFilterSkipped(plugin.name())) {
        extensions.removePod(state, pod, removed, node);
      }
    }
  }
}
