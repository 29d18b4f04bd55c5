package io.towtank.model;

import io.towtank.model.NodeSelectorRequirement.Operator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A node selector term made ready to be held against many nodes.
 *
 * <p>A term that Kubernetes can't parse (e.g. one whose value is no label value, such as the {@code
 * -1} of a comparison) has an {@link #error()} and matches nothing.
 */
public final class NodeSelectorMatcher {
  /** The field that Kubernetes knows. */
  public static final String NAME_FIELD = "metadata.name";

  private static final Pattern LABEL_VALUE =
      Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
  private static final int LABEL_VALUE_LENGTH_MAX = 63;

  private final NodeSelectorRequirement[] expressions;
  private final NodeSelectorRequirement[] fields;
  private final @Nullable String error;

  /** A matcher of one term. */
  public NodeSelectorMatcher(NodeSelectorTerm term) {
    expressions = term.matchExpressions().toArray(new NodeSelectorRequirement[0]);
    fields = term.matchFields().toArray(new NodeSelectorRequirement[0]);
    error = errorOf(term);
  }

  /** Matchers of several terms. */
  public static NodeSelectorMatcher[] of(List<NodeSelectorTerm> terms) {
    return terms.stream().map(NodeSelectorMatcher::new).toArray(NodeSelectorMatcher[]::new);
  }

  /** Whether one of the terms matches. */
  public static boolean anyMatches(NodeSelectorMatcher[] matchers, Node node) {
    for (NodeSelectorMatcher matcher : matchers) {
      if (matcher.matches(node)) {
        return true;
      }
    }
    return false;
  }

  /** Why the term can't be parsed; null if it can. */
  public @Nullable String error() {
    return error;
  }

  /** Whether all requirements hold; a term without any matches nothing. */
  public boolean matches(Node node) {
    if (!matchesLabels(node.labels())) {
      return false;
    }
    for (NodeSelectorRequirement requirement : fields) {
      String value = requirement.key().equals(NAME_FIELD) ? node.name() : "";
      if (!holds(requirement, value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the requirements on labels hold, whatever those on fields say; a term without any of
   * either matches nothing. Source: kube-scheduler v1.34, {@code CheckNodeAffinity} of volumes,
   * which knows the node's labels only.
   */
  public boolean matchesLabels(Labels labels) {
    if (error != null || expressions.length + fields.length == 0) {
      return false;
    }
    for (NodeSelectorRequirement requirement : expressions) {
      if (!holds(requirement, labels.get(requirement.key()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(NodeSelectorRequirement requirement, @Nullable String found) {
    return switch (requirement.operator()) {
      case IN -> found != null && requirement.values().contains(found);
      case NOT_IN -> found == null || !requirement.values().contains(found);
      case EXISTS -> found != null;
      case DOES_NOT_EXIST -> found == null;
      case GT, LT -> found != null && compares(requirement, found);
    };
  }

  private static boolean compares(NodeSelectorRequirement requirement, String found) {
    Long value = parseInteger(found);
    Long bound = parseInteger(requirement.values().get(0));
    if (value == null || bound == null) {
      return false;
    }
    int order = value.compareTo(bound);
    return requirement.operator() == Operator.GT ? order > 0 : order < 0;
  }

  private static @Nullable Long parseInteger(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable String errorOf(NodeSelectorTerm term) {
    for (NodeSelectorRequirement requirement : term.matchExpressions()) {
      String error = errorOfExpression(requirement);
      if (error != null) {
        return error;
      }
    }
    for (NodeSelectorRequirement requirement : term.matchFields()) {
      boolean known =
          requirement.operator() == Operator.IN || requirement.operator() == Operator.NOT_IN;
      if (!known || requirement.values().size() != 1) {
        return requirement.key() + ": fields know In and NotIn, with one value each";
      }
    }
    return null;
  }

  private static @Nullable String errorOfExpression(NodeSelectorRequirement requirement) {
    int count = requirement.values().size();
    String key = requirement.key();
    String error =
        switch (requirement.operator()) {
          case IN, NOT_IN -> count == 0 ? key + ": In and NotIn need values" : null;
          case EXISTS, DOES_NOT_EXIST ->
              count > 0 ? key + ": Exists and DoesNotExist take no values" : null;
          case GT, LT ->
              count != 1 || parseInteger(requirement.values().get(0)) == null
                  ? key + ": Gt and Lt need one integer"
                  : null;
        };
    if (error != null) {
      return error;
    }
    for (String value : requirement.values()) {
      if (value.length() > LABEL_VALUE_LENGTH_MAX || !LABEL_VALUE.matcher(value).matches()) {
        return key + ": '" + value + "' is no label value";
      }
    }
    return null;
  }
}
