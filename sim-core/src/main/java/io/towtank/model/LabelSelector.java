package io.towtank.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Chooses objects by their labels: all requirements must hold. One without any matches everything;
 * what an absent selector means is up to whoever has it.
 *
 * @param matchLabels labels that must have these very values
 * @param matchExpressions further comparisons
 */
public record LabelSelector(Labels matchLabels, List<LabelSelectorRequirement> matchExpressions) {
  /** Matches everything. */
  public static final LabelSelector EVERYTHING = new LabelSelector(Labels.EMPTY, List.of());

  /** Copies the expressions. */
  public LabelSelector {
    matchExpressions = List.copyOf(matchExpressions);
  }

  /** A selector on label values only. */
  public static LabelSelector ofLabels(Labels matchLabels) {
    return new LabelSelector(matchLabels, List.of());
  }

  /** Whether it has no requirement at all. */
  public boolean isEmpty() {
    return matchLabels.size() == 0 && matchExpressions.isEmpty();
  }

  /** Whether the labels meet all requirements. Source: Kubernetes docs, "Labels and Selectors". */
  public boolean matches(Labels labels) {
    if (!labels.containsAll(matchLabels)) {
      return false;
    }
    for (int i = 0; i < matchExpressions.size(); i++) {
      if (!matchExpressions.get(i).matches(labels)) {
        return false;
      }
    }
    return true;
  }

  /** The same with one more requirement. */
  public LabelSelector with(LabelSelectorRequirement requirement) {
    List<LabelSelectorRequirement> all = new ArrayList<>(matchExpressions);
    all.add(requirement);
    return new LabelSelector(matchLabels, all);
  }

  /** The same with more label values. */
  public LabelSelector withLabels(Map<String, String> labels) {
    Labels all = matchLabels;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      all = all.with(label.getKey(), label.getValue());
    }
    return new LabelSelector(all, matchExpressions);
  }
}
