package io.towtank.plugins.kubernetes.affinity;

import io.towtank.model.Labels;
import io.towtank.model.Namespace;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinityTerm;
import io.towtank.model.PodSpec;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.Lister;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.Status;
import java.util.List;

/**
 * What is required of nodes by one pod's terms, and by those of the pods there are: pods counted by
 * topology, once for each attempt.
 */
final class RequiredTerms implements CycleState.Copyable {
  static final Status NO_AFFINITY = Status.unresolvable("node(s) didn't match pod affinity rules");
  static final Status ANTI_AFFINITY =
      Status.unschedulable("node(s) didn't match pod anti-affinity rules");
  static final Status EXISTING_ANTI_AFFINITY =
      Status.unschedulable("node(s) didn't satisfy existing pods anti-affinity rules");

  private final Pod pod;
  private final Labels namespaceLabels;
  private final List<AffinityTerm> affinity;
  private final List<AffinityTerm> antiAffinity;
  private final boolean matchesItself;

  /** Pods that all terms of the affinity mean together, once for each term. */
  private final TopologyCounts wanted;

  /** Pods that a term of the anti-affinity means, once for each such term. */
  private final TopologyCounts unwanted;

  /** Pods with a term of anti-affinity that means this pod, once for each such term. */
  private final TopologyCounts unwilling;

  /** The terms, without any pod counted. */
  RequiredTerms(Pod pod, Lister<Namespace> namespaces) {
    this.pod = pod;
    namespaceLabels = AffinityTerm.labelsOf(pod.namespace(), namespaces);
    affinity = AffinityTerm.listOf(pod.spec().podAffinity().required(), pod, namespaces);
    antiAffinity = AffinityTerm.listOf(pod.spec().podAntiAffinity().required(), pod, namespaces);
    matchesItself = AffinityTerm.allMatch(affinity, pod);
    wanted = new TopologyCounts();
    unwanted = new TopologyCounts();
    unwilling = new TopologyCounts();
  }

  private RequiredTerms(RequiredTerms original) {
    pod = original.pod;
    namespaceLabels = original.namespaceLabels;
    affinity = original.affinity;
    antiAffinity = original.antiAffinity;
    matchesItself = original.matchesItself;
    wanted = original.wanted.copy();
    unwanted = original.unwanted.copy();
    unwilling = original.unwilling.copy();
  }

  @Override
  public RequiredTerms copy() {
    return new RequiredTerms(this);
  }

  /** Whether the pod has required terms of its own. */
  static boolean hasOwn(PodSpec spec) {
    return !spec.podAffinity().required().isEmpty() || !spec.podAntiAffinity().required().isEmpty();
  }

  /** Labels of the pod's namespace. */
  Labels namespaceLabels() {
    return namespaceLabels;
  }

  /** The pod's required affinity. */
  List<AffinityTerm> affinity() {
    return affinity;
  }

  /** The pod's required anti-affinity. */
  List<AffinityTerm> antiAffinity() {
    return antiAffinity;
  }

  /** Whether the pod is one of those that its affinity wants. */
  boolean matchesItself() {
    return matchesItself;
  }

  /** Counts the pods of all nodes. */
  void count(NodeList nodes) {
    for (NodeInfo node : nodes.withRequiredAntiAffinity()) {
      List<PodInfo> pods = node.podsWithRequiredAntiAffinity();
      for (int i = 0; i < pods.size(); i++) {
        countUnwilling(pods.get(i), node.node().labels(), 1);
      }
    }
    if (affinity.isEmpty() && antiAffinity.isEmpty()) {
      return;
    }
    for (NodeInfo node : nodes.all()) {
      Labels labels = node.node().labels();
      countWanted(node.pods(), labels);
      for (int t = 0; t < antiAffinity.size(); t++) {
        countUnwanted(antiAffinity.get(t), node.pods(), labels);
      }
    }
  }

  private void countWanted(List<PodInfo> pods, Labels node) {
    int count = 0;
    for (int i = 0; i < pods.size(); i++) {
      if (AffinityTerm.allMatch(affinity, pods.get(i).pod())) {
        count++;
      }
    }
    addWanted(node, count);
  }

  private void addWanted(Labels node, int count) {
    for (int t = 0; t < affinity.size(); t++) {
      wanted.add(affinity.get(t).topologyKey(), node, count);
    }
  }

  private void countUnwanted(AffinityTerm term, List<PodInfo> pods, Labels node) {
    int count = 0;
    for (int i = 0; i < pods.size(); i++) {
      if (term.matches(pods.get(i).pod())) {
        count++;
      }
    }
    unwanted.add(term.topologyKey(), node, count);
  }

  private void countUnwilling(PodInfo other, Labels node, int sign) {
    List<PodAffinityTerm> terms = other.spec().podAntiAffinity().required();
    for (int t = 0; t < terms.size(); t++) {
      PodAffinityTerm term = terms.get(t);
      if (AffinityTerm.matches(term, other.pod(), pod, namespaceLabels)) {
        unwilling.add(term.topologyKey(), node, sign);
      }
    }
  }

  /**
   * A pod was put on a node or taken away.
   *
   * @param sign 1 for one that came, -1 for one that went
   */
  void change(PodInfo other, Labels node, int sign) {
    countUnwilling(other, node, sign);
    if (AffinityTerm.allMatch(affinity, other.pod())) {
      addWanted(node, sign);
    }
    for (AffinityTerm term : antiAffinity) {
      if (term.matches(other.pod())) {
        unwanted.add(term.topologyKey(), node, sign);
      }
    }
  }

  /** Whether there is nothing that could refuse a node. */
  boolean isVoid() {
    return affinity.isEmpty() && antiAffinity.isEmpty() && unwilling.isEmpty();
  }

  /** Success, or why a node with these labels is refused. */
  Status verdict(Labels node) {
    if (!isNearWanted(node)) {
      return NO_AFFINITY;
    }
    if (unwanted.anyPositive(node)) {
      return ANTI_AFFINITY;
    }
    return unwilling.anyPositive(node) ? EXISTING_ANTI_AFFINITY : Status.SUCCESS;
  }

  private boolean isNearWanted(Labels node) {
    boolean areThere = true;
    for (int t = 0; t < affinity.size(); t++) {
      String key = affinity.get(t).topologyKey();
      String value = node.get(key);
      if (value == null) {
        return false;
      }
      areThere &= wanted.get(key, value) > 0;
    }
    // The first of pods that want to be near each other would else wait for ever.
    return areThere || (wanted.isEmpty() && matchesItself);
  }
}
