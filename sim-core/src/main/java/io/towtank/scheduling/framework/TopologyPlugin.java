package io.towtank.scheduling.framework;

import org.jspecify.annotations.Nullable;

/**
 * A plugin whose words follow from where pods lie, and from the descriptions of nodes: its Filter,
 * its Score, or both. An engine may ask it for a {@link TopologyView} instead of asking it about
 * each node.
 *
 * <p>It is called in PreFilter and PreScore all the same, with the view in the {@link CycleState},
 * and then need not work out what the view knows. Its Filter and Score must serve even so.
 */
public interface TopologyPlugin extends Plugin {
  /**
   * Whether the plugin may have a say on the pod as the cluster is; false if it would surely skip
   * it in PreFilter and in PreScore. To be told at little cost.
   */
  boolean concerns(PodInfo pod, NodeList nodes);

  /**
   * A view for pods like this one: those that agree in namespace, labels, owner, inter-pod affinity
   * and anti-affinity, topology spread constraints, and all that {@link Dependence} names.
   *
   * @param nodes its latest entry is the state that the view begins with
   * @return null if the pod is too complicated for one
   */
  @Nullable TopologyView view(PodInfo pod, NodeJournal nodes);
}
