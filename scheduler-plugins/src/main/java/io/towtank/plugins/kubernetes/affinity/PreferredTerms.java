package io.towtank.plugins.kubernetes.affinity;

import io.towtank.model.Labels;
import io.towtank.model.Namespace;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinity.PreferredTerm;
import io.towtank.model.PodAffinityTerm;
import io.towtank.model.PodSpec;
import io.towtank.scheduling.framework.Lister;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * What one pod's preferred terms make nodes worth to it, and what those of the pods there are do:
 * weights summed by topology, once for each attempt.
 */
final class PreferredTerms {
  /** A term of the pod's own, negative where it speaks against nodes. */
  record Weighted(AffinityTerm term, long weight) {}

  private final Pod pod;
  private final Labels namespaceLabels;
  private final long hardPodAffinityWeight;
  private final List<Weighted> own = new ArrayList<>();
  private final TopologyCounts sums = new TopologyCounts();
  private boolean anyMatch;

  /**
   * The terms, without any pod counted.
   *
   * @param hardPodAffinityWeight weight of other pods' required affinity
   */
  PreferredTerms(Pod pod, Lister<Namespace> namespaces, long hardPodAffinityWeight) {
    this.pod = pod;
    this.hardPodAffinityWeight = hardPodAffinityWeight;
    namespaceLabels = AffinityTerm.labelsOf(pod.namespace(), namespaces);
    for (PreferredTerm term : pod.spec().podAffinity().preferred()) {
      own.add(new Weighted(new AffinityTerm(term.term(), pod, namespaces), term.weight()));
    }
    for (PreferredTerm term : pod.spec().podAntiAffinity().preferred()) {
      own.add(new Weighted(new AffinityTerm(term.term(), pod, namespaces), -term.weight()));
    }
  }

  /** Whether the pod has preferred terms of its own. */
  static boolean hasOwn(PodSpec spec) {
    return !spec.podAffinity().preferred().isEmpty()
        || !spec.podAntiAffinity().preferred().isEmpty();
  }

  /** The pod's own terms. */
  List<Weighted> own() {
    return own;
  }

  /** Counts the pods of all nodes. */
  void count(NodeList nodes) {
    for (NodeInfo node : nodes.withAffinity()) {
      List<PodInfo> pods = node.podsWithAffinity();
      for (int i = 0; i < pods.size(); i++) {
        countTermsOf(pods.get(i).pod(), node.node().labels());
      }
    }
    if (own.isEmpty()) {
      return;
    }
    for (NodeInfo node : nodes.all()) {
      for (int t = 0; t < own.size(); t++) {
        countOwn(own.get(t), node);
      }
    }
  }

  private void countOwn(Weighted weighted, NodeInfo node) {
    List<PodInfo> pods = node.pods();
    int count = 0;
    for (int i = 0; i < pods.size(); i++) {
      if (weighted.term().matches(pods.get(i).pod())) {
        count++;
      }
    }
    if (count > 0) {
      add(weighted.term().topologyKey(), node.node().labels(), count * weighted.weight());
    }
  }

  private void countTermsOf(Pod other, Labels node) {
    if (hardPodAffinityWeight > 0) {
      List<PodAffinityTerm> required = other.spec().podAffinity().required();
      for (int t = 0; t < required.size(); t++) {
        countTerm(required.get(t), hardPodAffinityWeight, other, node);
      }
    }
    List<PreferredTerm> affinity = other.spec().podAffinity().preferred();
    for (int t = 0; t < affinity.size(); t++) {
      countTerm(affinity.get(t).term(), affinity.get(t).weight(), other, node);
    }
    List<PreferredTerm> antiAffinity = other.spec().podAntiAffinity().preferred();
    for (int t = 0; t < antiAffinity.size(); t++) {
      countTerm(antiAffinity.get(t).term(), -antiAffinity.get(t).weight(), other, node);
    }
  }

  private void countTerm(PodAffinityTerm term, long weight, Pod owner, Labels node) {
    if (AffinityTerm.matches(term, owner, pod, namespaceLabels)) {
      add(term.topologyKey(), node, weight);
    }
  }

  private void add(String key, Labels node, long amount) {
    anyMatch |= node.contains(key);
    sums.add(key, node, amount);
  }

  /** Whether no term means any pod on a node that has its topology label. */
  boolean isVoid() {
    return !anyMatch;
  }

  /** What a node with these labels is worth; negative where more speaks against it. */
  long score(Labels node) {
    return sums.total(node);
  }
}
