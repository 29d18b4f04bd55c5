package io.towtank.model;

import java.util.List;

/**
 * Requirements that must all hold; a term with none matches nothing.
 *
 * @param matchExpressions on labels
 * @param matchFields on fields; Kubernetes knows {@code metadata.name} only
 */
public record NodeSelectorTerm(
    List<NodeSelectorRequirement> matchExpressions, List<NodeSelectorRequirement> matchFields) {
  /** Copies the lists. */
  public NodeSelectorTerm {
    matchExpressions = List.copyOf(matchExpressions);
    matchFields = List.copyOf(matchFields);
  }

  /** A term on labels only. */
  public static NodeSelectorTerm ofLabels(NodeSelectorRequirement... requirements) {
    return new NodeSelectorTerm(List.of(requirements), List.of());
  }
}
