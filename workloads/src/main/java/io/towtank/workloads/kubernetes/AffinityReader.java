package io.towtank.workloads.kubernetes;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.WeightedPodAffinityTerm;
import io.towtank.model.NodeAffinity;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodAffinityTerm;
import io.towtank.model.PodSpec;
import io.towtank.model.TopologySpreadConstraint;
import io.towtank.model.TopologySpreadConstraint.NodeInclusionPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where pods must or would rather run: affinity and topology spread. */
final class AffinityReader {
  private static final int WEIGHT_MAX = 100;
  private static final String PREFERRED = ".preferredDuringSchedulingIgnoredDuringExecution";
  private static final String REQUIRED = ".requiredDuringSchedulingIgnoredDuringExecution";

  private final Manifest manifest;

  AffinityReader(Manifest manifest) {
    this.manifest = manifest;
  }

  void read(@Nullable Affinity affinity, PodSpec.Builder spec) {
    if (affinity == null) {
      return;
    }
    String path = "spec.affinity";
    var node = affinity.getNodeAffinity();
    if (node != null) {
      spec.nodeAffinity(nodeAffinity(node, path + ".nodeAffinity"));
    }
    var near = affinity.getPodAffinity();
    if (near != null) {
      spec.podAffinity(
          podAffinity(
              near.getRequiredDuringSchedulingIgnoredDuringExecution(),
              near.getPreferredDuringSchedulingIgnoredDuringExecution(),
              path + ".podAffinity"));
    }
    var far = affinity.getPodAntiAffinity();
    if (far != null) {
      spec.podAntiAffinity(
          podAffinity(
              far.getRequiredDuringSchedulingIgnoredDuringExecution(),
              far.getPreferredDuringSchedulingIgnoredDuringExecution(),
              path + ".podAntiAffinity"));
    }
  }

  private NodeAffinity nodeAffinity(
      io.fabric8.kubernetes.api.model.NodeAffinity affinity, String path) {
    return new NodeAffinity(
        Fields.terms(
            manifest,
            affinity.getRequiredDuringSchedulingIgnoredDuringExecution(),
            path + REQUIRED),
        manifest.each(
            affinity.getPreferredDuringSchedulingIgnoredDuringExecution(),
            path + PREFERRED,
            (term, at) ->
                new NodeAffinity.PreferredTerm(
                    weight(term.getWeight(), at),
                    Fields.term(
                        manifest,
                        manifest.required(term.getPreference(), at + ".preference", "a mapping"),
                        at + ".preference"))));
  }

  private int weight(@Nullable Integer weight, String path) {
    return manifest.number(weight, path + ".weight", 1, WEIGHT_MAX);
  }

  private PodAffinity podAffinity(
      @Nullable List<io.fabric8.kubernetes.api.model.PodAffinityTerm> required,
      @Nullable List<WeightedPodAffinityTerm> preferred,
      String path) {
    return new PodAffinity(
        manifest.each(required, path + REQUIRED, this::term),
        manifest.each(
            preferred,
            path + PREFERRED,
            (term, at) ->
                new PodAffinity.PreferredTerm(
                    weight(term.getWeight(), at),
                    term(
                        manifest.required(
                            term.getPodAffinityTerm(), at + ".podAffinityTerm", "a mapping"),
                        at + ".podAffinityTerm"))));
  }

  private PodAffinityTerm term(io.fabric8.kubernetes.api.model.PodAffinityTerm term, String path) {
    return new PodAffinityTerm(
        Fields.selector(manifest, term.getLabelSelector(), path + ".labelSelector"),
        manifest.texts(term.getNamespaces(), path + ".namespaces"),
        Fields.selector(manifest, term.getNamespaceSelector(), path + ".namespaceSelector"),
        manifest.requiredText(term.getTopologyKey(), path + ".topologyKey"),
        manifest.texts(term.getMatchLabelKeys(), path + ".matchLabelKeys"),
        manifest.texts(term.getMismatchLabelKeys(), path + ".mismatchLabelKeys"));
  }

  TopologySpreadConstraint spread(
      io.fabric8.kubernetes.api.model.TopologySpreadConstraint constraint, String path) {
    Integer minDomains = constraint.getMinDomains();
    if (minDomains != null) {
      manifest.number(minDomains, path + ".minDomains", 1, Integer.MAX_VALUE);
    }
    return new TopologySpreadConstraint(
        manifest.number(constraint.getMaxSkew(), path + ".maxSkew", 1, Integer.MAX_VALUE),
        manifest.requiredText(constraint.getTopologyKey(), path + ".topologyKey"),
        manifest.word(
            constraint.getWhenUnsatisfiable(),
            path + ".whenUnsatisfiable",
            Words.WHEN_UNSATISFIABLE),
        Fields.selector(manifest, constraint.getLabelSelector(), path + ".labelSelector"),
        minDomains,
        manifest.word(
            constraint.getNodeAffinityPolicy(),
            path + ".nodeAffinityPolicy",
            Words.INCLUSION_POLICIES,
            NodeInclusionPolicy.HONOR),
        manifest.word(
            constraint.getNodeTaintsPolicy(),
            path + ".nodeTaintsPolicy",
            Words.INCLUSION_POLICIES,
            NodeInclusionPolicy.IGNORE),
        manifest.texts(constraint.getMatchLabelKeys(), path + ".matchLabelKeys"));
  }
}
