package io.towtank.scheduling.cache;

import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The nodes whose pods have inter-pod affinity, so that where few have it the rest cost nothing.
 */
final class AffinityNodes {
  private final SortedMap<Integer, NodeState> withAffinity = new TreeMap<>();
  private final SortedMap<Integer, NodeState> withRequiredAntiAffinity = new TreeMap<>();
  private final Collection<NodeState> withAffinityView =
      Collections.unmodifiableCollection(withAffinity.values());
  private final Collection<NodeState> withRequiredAntiAffinityView =
      Collections.unmodifiableCollection(withRequiredAntiAffinity.values());

  /** Which nodes are members already, so that most updates cost nothing. */
  private final BitSet affine = new BitSet();

  private final BitSet antiAffine = new BitSet();

  /** Pods came to the node or left it. */
  void update(NodeState node) {
    boolean hasAffinity = node.hasPodsWithAffinity();
    if (affine.get(node.index()) != hasAffinity) {
      affine.set(node.index(), hasAffinity);
      keep(withAffinity, node, hasAffinity);
    }
    boolean hasAntiAffinity = node.hasPodsWithRequiredAntiAffinity();
    if (antiAffine.get(node.index()) != hasAntiAffinity) {
      antiAffine.set(node.index(), hasAntiAffinity);
      keep(withRequiredAntiAffinity, node, hasAntiAffinity);
    }
  }

  private static void keep(SortedMap<Integer, NodeState> nodes, NodeState node, boolean member) {
    if (member) {
      nodes.put(node.index(), node);
    } else {
      nodes.remove(node.index());
    }
  }

  /** The node is gone. */
  void remove(NodeState node) {
    affine.clear(node.index());
    antiAffine.clear(node.index());
    withAffinity.remove(node.index());
    withRequiredAntiAffinity.remove(node.index());
  }

  /** Nodes with pods that want to be near others or far from them. */
  Collection<NodeState> withAffinity() {
    return withAffinityView;
  }

  /** Nodes with pods that must be far from others. */
  Collection<NodeState> withRequiredAntiAffinity() {
    return withRequiredAntiAffinityView;
  }
}
