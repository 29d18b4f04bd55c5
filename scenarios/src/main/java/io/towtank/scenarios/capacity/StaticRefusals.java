package io.towtank.scenarios.capacity;

import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scenarios.run.StandingScheduler;
import io.towtank.scheduling.engine.Selection;
import io.towtank.scheduling.engine.TieBreaker;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.PostFilterPlugin;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which nodes can't take a pod, whatever else lies on them: those that refuse it while they are
 * empty, by plugins that other pods can only make stricter. The scheduler's own plugins are asked,
 * so that a bound built on this holds for the profile that decides.
 */
final class StaticRefusals {
  /** Plugins that refuse no fewer pods once a node has more on it. */
  private static final Set<String> STRICTER_WITH_PODS =
      Set.of(
          "NodeResourcesFit",
          "NodeAffinity",
          "NodeName",
          "NodeUnschedulable",
          "TaintToleration",
          "NodePorts",
          "DeviceShare");

  private final StandingScheduler empty;

  StaticRefusals(ClusterState state, ClusterObjects objects, Collection<Node> nodes) {
    empty = new StandingScheduler(state, objects, TieBreaker.FIRST, state.seed(), nodes);
  }

  /** The empty nodes. */
  StandingScheduler empty() {
    return empty;
  }

  /** Names of the nodes that can't take the pod; others may refuse it, too. */
  Set<String> of(Pod pod) {
    Set<String> refusing = new TreeSet<>();
    if (!empty.algorithm().isResponsibleFor(pod)) {
      return refusing;
    }
    Selection selection = empty.algorithm().select(new CycleState(), empty.info(pod), true);
    for (PostFilterPlugin.Rejected rejected : selection.rejected()) {
      if (STRICTER_WITH_PODS.contains(rejected.plugin())) {
        refusing.add(rejected.node().node().name());
      }
    }
    return refusing;
  }
}
