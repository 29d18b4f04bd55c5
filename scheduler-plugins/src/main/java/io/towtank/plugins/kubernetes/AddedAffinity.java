package io.towtank.plugins.kubernetes;

import io.towtank.model.NodeAffinity;
import io.towtank.model.NodeAffinity.PreferredTerm;
import io.towtank.model.NodeSelectorMatcher;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorRequirement.Operator;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.scheduling.framework.PluginArgs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the argument {@code addedAffinity}: a node affinity in the form manifests have it. */
final class AddedAffinity {
  private static final long WEIGHT_MAX = 100;

  private AddedAffinity() {}

  /**
   * The affinity of {@code addedAffinity}; an empty one where it is absent.
   *
   * @throws IllegalArgumentException if a term can't be parsed
   */
  static NodeAffinity read(PluginArgs args) {
    PluginArgs added = args.child("addedAffinity");
    NodeAffinity affinity = new NodeAffinity(required(added), preferred(added));
    List<NodeSelectorTerm> terms = new ArrayList<>();
    if (affinity.required() != null) {
      terms.addAll(affinity.required());
    }
    affinity.preferred().forEach(preferred -> terms.add(preferred.term()));
    for (NodeSelectorTerm term : terms) {
      String error = new NodeSelectorMatcher(term).error();
      if (error != null) {
        throw new IllegalArgumentException("addedAffinity: " + error);
      }
    }
    return affinity;
  }

  private static @Nullable List<NodeSelectorTerm> required(PluginArgs added) {
    String key = "requiredDuringSchedulingIgnoredDuringExecution";
    if (!added.contains(key)) {
      return null;
    }
    List<NodeSelectorTerm> terms = new ArrayList<>();
    for (PluginArgs term : groups(added.child(key), "nodeSelectorTerms")) {
      terms.add(term(term));
    }
    return terms;
  }

  private static List<PreferredTerm> preferred(PluginArgs added) {
    List<PreferredTerm> terms = new ArrayList<>();
    for (PluginArgs term : groups(added, "preferredDuringSchedulingIgnoredDuringExecution")) {
      int weight = (int) term.integer("weight", 0, 0, WEIGHT_MAX);
      NodeSelectorTerm preference = term(term.child("preference"));
      // Source: kube-scheduler v1.34, NewPreferredSchedulingTerms: a weight of 0 counts for
      // nothing.
      if (weight > 0) {
        terms.add(new PreferredTerm(weight, preference));
      }
    }
    return terms;
  }

  private static NodeSelectorTerm term(PluginArgs term) {
    return new NodeSelectorTerm(
        requirements(term, "matchExpressions"), requirements(term, "matchFields"));
  }

  private static List<NodeSelectorRequirement> requirements(PluginArgs term, String key) {
    List<NodeSelectorRequirement> requirements = new ArrayList<>();
    for (PluginArgs requirement : groups(term, key)) {
      Operator operator =
          switch (requirement.oneOf(
              "operator", "", "In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt")) {
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
            case "Gt" -> Operator.GT;
            case "Lt" -> Operator.LT;
            default -> Operator.IN;
          };
      requirements.add(
          new NodeSelectorRequirement(
              requirement.string("key", ""), operator, requirement.strings("values")));
    }
    return requirements;
  }

  private static List<PluginArgs> groups(PluginArgs args, String key) {
    List<PluginArgs> groups = args.children(key);
    return groups == null ? List.of() : groups;
  }
}
