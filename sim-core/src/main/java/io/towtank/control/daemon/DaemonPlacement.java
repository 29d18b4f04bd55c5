package io.towtank.control.daemon;

import io.towtank.model.Node;
import io.towtank.model.NodeAffinity;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.PodTemplate;
import io.towtank.model.RequiredNodeAffinity;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import java.util.ArrayList;
import java.util.List;

/**
 * On which nodes a daemon set's pods belong, and how a pod is tied to its node. Source: Kubernetes
 * v1.34, {@code NodeShouldRunDaemonPod}, {@code pkg/controller/daemon/util}.
 */
final class DaemonPlacement {
  private static final String NODE_NAME_FIELD = "metadata.name";

  /**
   * Taints that every daemon pod puts up with. Source: {@code AddOrUpdateDaemonPodTolerations};
   * pods on the host's network, which are not simulated, put up with one more.
   */
  private static final List<Toleration> TOLERATIONS =
      List.of(
          exists(Taint.NOT_READY, TaintEffect.NO_EXECUTE),
          exists(Taint.UNREACHABLE, TaintEffect.NO_EXECUTE),
          exists(Taint.DISK_PRESSURE, TaintEffect.NO_SCHEDULE),
          exists(Taint.MEMORY_PRESSURE, TaintEffect.NO_SCHEDULE),
          exists(Taint.PID_PRESSURE, TaintEffect.NO_SCHEDULE),
          exists(Taint.UNSCHEDULABLE, TaintEffect.NO_SCHEDULE));

  /** What is to be done about a node. */
  enum Verdict {
    /** It should have a pod. */
    RUN,
    /** It gets none, but a pod that it has may stay. */
    KEEP,
    /** It must have none. */
    NONE
  }

  private final PodTemplate template;
  private final RequiredNodeAffinity affinity;
  private final List<Toleration> tolerations;

  DaemonPlacement(PodTemplate template) {
    this.template = template;
    affinity = new RequiredNodeAffinity(template.spec());
    List<Toleration> all = new ArrayList<>(template.spec().tolerations());
    for (Toleration added : TOLERATIONS) {
      all.removeIf(
          own ->
              own.key().equals(added.key())
                  && own.effect() == added.effect()
                  && own.operator() == added.operator());
      all.add(added);
    }
    tolerations = List.copyOf(all);
  }

  private static Toleration exists(String key, TaintEffect effect) {
    return new Toleration(key, Toleration.Operator.EXISTS, "", effect, null);
  }

  PodTemplate template() {
    return template;
  }

  /** Whether a node should have a pod. */
  Verdict verdict(Node node) {
    String pinned = template.spec().nodeName();
    if ((!pinned.isEmpty() && !pinned.equals(node.name())) || !affinity.matches(node)) {
      return Verdict.NONE;
    }
    Verdict verdict = Verdict.RUN;
    for (Taint taint : node.taints()) {
      if (taint.effect() != TaintEffect.PREFER_NO_SCHEDULE && !isTolerated(taint)) {
        if (taint.effect() == TaintEffect.NO_EXECUTE) {
          return Verdict.NONE;
        }
        verdict = Verdict.KEEP;
      }
    }
    return verdict;
  }

  private boolean isTolerated(Taint taint) {
    for (Toleration toleration : tolerations) {
      if (toleration.tolerates(taint)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The spec of the pod for a node: nothing but the node's name is required of its node, so that
   * the scheduler can bind it to that node only. Source: {@code
   * ReplaceDaemonSetPodNodeNameNodeAffinity}.
   */
  PodSpec specFor(String nodeName) {
    NodeSelectorRequirement name =
        new NodeSelectorRequirement(
            NODE_NAME_FIELD, NodeSelectorRequirement.Operator.IN, List.of(nodeName));
    NodeSelectorTerm term = new NodeSelectorTerm(List.of(), List.of(name));
    PodSpec spec = template.spec();
    return spec.toBuilder()
        .tolerations(tolerations)
        .nodeAffinity(new NodeAffinity(List.of(term), spec.nodeAffinity().preferred()))
        .build();
  }

  /** Node that a pod is on, or is meant for; empty if it can't be told. */
  static String nodeOf(Pod pod) {
    if (pod.isBound()) {
      return pod.nodeName();
    }
    List<NodeSelectorTerm> terms = pod.spec().nodeAffinity().required();
    if (terms != null) {
      for (NodeSelectorTerm term : terms) {
        for (NodeSelectorRequirement field : term.matchFields()) {
          if (field.key().equals(NODE_NAME_FIELD)
              && field.operator() == NodeSelectorRequirement.Operator.IN
              && field.values().size() == 1) {
            return field.values().get(0);
          }
        }
      }
    }
    return "";
  }
}
