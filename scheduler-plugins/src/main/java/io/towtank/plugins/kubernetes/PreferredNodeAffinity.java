package io.towtank.plugins.kubernetes;

import io.towtank.model.Node;
import io.towtank.model.NodeAffinity.PreferredTerm;
import io.towtank.model.NodeSelectorMatcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Weighted wishes: a node's score is the sum of the weights of the terms that match it. */
final class PreferredNodeAffinity {
  private final NodeSelectorMatcher[] terms;
  private final int[] weights;

  PreferredNodeAffinity(List<PreferredTerm> preferred) {
    terms = new NodeSelectorMatcher[preferred.size()];
    weights = new int[preferred.size()];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = new NodeSelectorMatcher(preferred.get(i).term());
      weights[i] = preferred.get(i).weight();
    }
  }

  /** Why a term can't be parsed; null if all can. Terms of weight 0 are not looked at. */
  @Nullable String error() {
    for (int i = 0; i < terms.length; i++) {
      String error = terms[i].error();
      if (error != null && weights[i] != 0) {
        return error;
      }
    }
    return null;
  }

  long score(Node node) {
    long score = 0;
    for (int i = 0; i < terms.length; i++) {
      if (terms[i].matches(node)) {
        score += weights[i];
      }
    }
    return score;
  }
}
