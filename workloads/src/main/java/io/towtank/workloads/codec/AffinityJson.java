package io.towtank.workloads.codec;

import io.towtank.model.LabelSelector;
import io.towtank.model.LabelSelectorRequirement;
import io.towtank.model.Labels;
import io.towtank.model.NodeAffinity;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodAffinityTerm;
import io.towtank.model.PodSpec;
import io.towtank.model.TopologySpreadConstraint;
import io.towtank.model.TopologySpreadConstraint.NodeInclusionPolicy;
import io.towtank.model.TopologySpreadConstraint.WhenUnsatisfiable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Where a pod wants to be: affinities and spread. */
final class AffinityJson {
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

  private AffinityJson() {}

  static ObjectNode of(PodSpec spec) {
    ObjectNode affinity = JsonText.object();
    JsonText.putFilled(affinity, "nodeAffinity", of(spec.nodeAffinity()));
    JsonText.putFilled(affinity, "podAffinity", of(spec.podAffinity()));
    JsonText.putFilled(affinity, "podAntiAffinity", of(spec.podAntiAffinity()));
    return affinity;
  }

  static PodSpec.Builder read(JsonFields fields, PodSpec.Builder spec) {
    return spec.nodeAffinity(
            fields.object(
                "nodeAffinity", new NodeAffinity(null, List.of()), AffinityJson::nodeAffinity))
        .podAffinity(fields.object("podAffinity", PodAffinity.NONE, AffinityJson::podAffinity))
        .podAntiAffinity(
            fields.object("podAntiAffinity", PodAffinity.NONE, AffinityJson::podAffinity));
  }

  private static ObjectNode of(NodeAffinity affinity) {
    ObjectNode node = JsonText.object();
    if (affinity.required() != null) {
      ObjectNode required = node.putObject(REQUIRED);
      required.putArray("nodeSelectorTerms");
      JsonText.putObjects(required, "nodeSelectorTerms", affinity.required(), AffinityJson::write);
    }
    JsonText.putObjects(
        node,
        PREFERRED,
        affinity.preferred(),
        (preferred, child) -> {
          child.put("weight", preferred.weight());
          write(preferred.term(), child.putObject("preference"));
        });
    return node;
  }

  private static NodeAffinity nodeAffinity(JsonFields fields) {
    return new NodeAffinity(
        fields.object(
            REQUIRED, required -> required.objects("nodeSelectorTerms", AffinityJson::nodeTerm)),
        fields.objects(
            PREFERRED,
            preferred ->
                new NodeAffinity.PreferredTerm(
                    weight(preferred),
                    preferred.object(
                        "preference",
                        new NodeSelectorTerm(List.of(), List.of()),
                        AffinityJson::nodeTerm))));
  }

  private static void write(NodeSelectorTerm term, ObjectNode node) {
    JsonText.putObjects(node, "matchExpressions", term.matchExpressions(), AffinityJson::write);
    JsonText.putObjects(node, "matchFields", term.matchFields(), AffinityJson::write);
  }

  private static NodeSelectorTerm nodeTerm(JsonFields fields) {
    return new NodeSelectorTerm(
        fields.objects("matchExpressions", AffinityJson::nodeRequirement),
        fields.objects("matchFields", AffinityJson::nodeRequirement));
  }

  private static void write(NodeSelectorRequirement requirement, ObjectNode node) {
    node.put("key", requirement.key());
    node.put("operator", JsonText.word(requirement.operator()));
    JsonText.putTexts(node, "values", requirement.values());
  }

  private static NodeSelectorRequirement nodeRequirement(JsonFields fields) {
    return new NodeSelectorRequirement(
        fields.text("key", ""),
        fields.word(
            "operator",
            NodeSelectorRequirement.Operator.values(),
            NodeSelectorRequirement.Operator.IN),
        fields.texts("values"));
  }

  private static ObjectNode of(PodAffinity affinity) {
    ObjectNode node = JsonText.object();
    JsonText.putObjects(node, REQUIRED, affinity.required(), AffinityJson::write);
    JsonText.putObjects(
        node,
        PREFERRED,
        affinity.preferred(),
        (preferred, child) -> {
          child.put("weight", preferred.weight());
          write(preferred.term(), child.putObject("podAffinityTerm"));
        });
    return node;
  }

  private static PodAffinity podAffinity(JsonFields fields) {
    return new PodAffinity(
        fields.objects(REQUIRED, AffinityJson::podTerm),
        fields.objects(
            PREFERRED,
            preferred ->
                new PodAffinity.PreferredTerm(
                    weight(preferred),
                    preferred.object(
                        "podAffinityTerm",
                        PodAffinityTerm.of(LabelSelector.EVERYTHING, ""),
                        AffinityJson::podTerm))));
  }

  private static void write(PodAffinityTerm term, ObjectNode node) {
    write(node, "labelSelector", term.labelSelector());
    JsonText.putTexts(node, "namespaces", term.namespaces());
    write(node, "namespaceSelector", term.namespaceSelector());
    node.put("topologyKey", term.topologyKey());
    JsonText.putTexts(node, "matchLabelKeys", term.matchLabelKeys());
    JsonText.putTexts(node, "mismatchLabelKeys", term.mismatchLabelKeys());
  }

  private static PodAffinityTerm podTerm(JsonFields fields) {
    return new PodAffinityTerm(
        fields.object("labelSelector", AffinityJson::selector),
        fields.texts("namespaces"),
        fields.object("namespaceSelector", AffinityJson::selector),
        fields.text("topologyKey", ""),
        fields.texts("matchLabelKeys"),
        fields.texts("mismatchLabelKeys"));
  }

  static void write(ObjectNode parent, String name, @Nullable LabelSelector selector) {
    if (selector != null) {
      ObjectNode node = parent.putObject(name);
      JsonText.putFilled(node, "matchLabels", AmountJson.of(selector.matchLabels()));
      JsonText.putObjects(
          node,
          "matchExpressions",
          selector.matchExpressions(),
          (requirement, child) -> {
            child.put("key", requirement.key());
            child.put("operator", JsonText.word(requirement.operator()));
            JsonText.putTexts(child, "values", requirement.values());
          });
    }
  }

  private static LabelSelector selector(JsonFields fields) {
    return new LabelSelector(
        fields.object("matchLabels", Labels.EMPTY, AmountJson::labels),
        fields.objects(
            "matchExpressions",
            requirement ->
                new LabelSelectorRequirement(
                    requirement.text("key", ""),
                    requirement.word(
                        "operator",
                        LabelSelectorRequirement.Operator.values(),
                        LabelSelectorRequirement.Operator.IN),
                    requirement.texts("values"))));
  }

  static void write(TopologySpreadConstraint constraint, ObjectNode node) {
    node.put("maxSkew", constraint.maxSkew());
    node.put("topologyKey", constraint.topologyKey());
    node.put("whenUnsatisfiable", JsonText.word(constraint.whenUnsatisfiable()));
    write(node, "labelSelector", constraint.labelSelector());
    if (constraint.minDomains() != null) {
      node.put("minDomains", constraint.minDomains());
    }
    node.put("nodeAffinityPolicy", JsonText.word(constraint.nodeAffinityPolicy()));
    node.put("nodeTaintsPolicy", JsonText.word(constraint.nodeTaintsPolicy()));
    JsonText.putTexts(node, "matchLabelKeys", constraint.matchLabelKeys());
  }

  static TopologySpreadConstraint spread(JsonFields fields) {
    return new TopologySpreadConstraint(
        (int) fields.integer("maxSkew", 1, 1, Integer.MAX_VALUE),
        fields.text("topologyKey", ""),
        fields.word(
            "whenUnsatisfiable", WhenUnsatisfiable.values(), WhenUnsatisfiable.DO_NOT_SCHEDULE),
        fields.object("labelSelector", AffinityJson::selector),
        fields.has("minDomains")
            ? Integer.valueOf((int) fields.integer("minDomains", 1, 1, Integer.MAX_VALUE))
            : null,
        fields.word("nodeAffinityPolicy", NodeInclusionPolicy.values(), NodeInclusionPolicy.HONOR),
        fields.word("nodeTaintsPolicy", NodeInclusionPolicy.values(), NodeInclusionPolicy.IGNORE),
        fields.texts("matchLabelKeys"));
  }

  private static int weight(JsonFields fields) {
    return (int) fields.integer("weight", 1, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
