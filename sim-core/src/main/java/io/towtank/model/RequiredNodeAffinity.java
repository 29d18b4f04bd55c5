package io.towtank.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pod demands of a node's labels and name: its node selector and its required terms. */
public final class RequiredNodeAffinity {
  private final String[] keys;
  private final String[] values;
  private final NodeSelectorMatcher @Nullable [] terms;

  /** The demands of a pod of this spec. */
  public RequiredNodeAffinity(PodSpec spec) {
    Labels selector = spec.nodeSelector();
    keys = selector.toMap().keySet().toArray(new String[0]);
    values = selector.toMap().values().toArray(new String[0]);
    List<NodeSelectorTerm> required = spec.nodeAffinity().required();
    terms = required == null ? null : NodeSelectorMatcher.of(required);
  }

  /** Whether the node meets them all. */
  public boolean matches(Node node) {
    return matchesSelector(node) && (terms == null || NodeSelectorMatcher.anyMatches(terms, node));
  }

  private boolean matchesSelector(Node node) {
    for (int i = 0; i < keys.length; i++) {
      if (!values[i].equals(node.labels().get(keys[i]))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether Kubernetes knows no answer for a node that does not match, since a term can't be
   * parsed. Source: kube-scheduler v1.34, {@code LazyErrorNodeSelector}.
   */
  public boolean endsWithError(Node node) {
    if (terms == null || !matchesSelector(node)) {
      return false;
    }
    for (NodeSelectorMatcher term : terms) {
      if (term.error() != null) {
        return true;
      }
    }
    return false;
  }
}
