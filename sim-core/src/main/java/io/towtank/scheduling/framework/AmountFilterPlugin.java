package io.towtank.scheduling.framework;

/**
 * A filter whose verdict follows from amounts, the pod's requests and the {@link NodeAmounts} of
 * the node, and from nothing else. An engine may then tell from bounds on the amounts of many nodes
 * that none of them passes, or that all do.
 *
 * <p>{@link #filterDependence} must be {@link Dependence#NODE}.
 */
public interface AmountFilterPlugin extends FilterPlugin {
  /**
   * Whether {@link #filter} would pass the node. A node that passes would pass too if less were
   * requested on it.
   */
  boolean passes(PodInfo pod, NodeAmounts node);
}
