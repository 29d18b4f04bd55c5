package io.towtank.kubelet.machine;

import io.towtank.model.Container;
import io.towtank.model.HostPort;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.Pod;
import io.towtank.model.QosClass;
import io.towtank.model.RequiredNodeAffinity;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Whether a kubelet takes a pod that was bound to its node. Devices are left to the scheduler.
 * Source: Kubernetes v1.34, kubelet {@code lifecycle/predicate.go} with {@code AdmissionCheck}, and
 * {@code Admit} of its eviction manager.
 */
final class PodAdmission {
  /** Priority from which on a pod is critical. Source: {@code SystemCriticalPriority}. */
  static final int CRITICAL_PRIORITY = 2_000_000_000;

  private PodAdmission() {}

  /**
   * Why the pod is refused; empty if it is not.
   *
   * @param others pods that the kubelet has taken
   * @param pressures types of pressure that the node is under
   */
  static String refusal(Pod pod, Node node, Collection<Pod> others, Set<String> pressures) {
    if (!pressures.isEmpty() && !isAdmittedUnder(pressures, pod)) {
      return "Evicted";
    }
    String lacking = lacking(pod, node, others);
    if (!lacking.isEmpty()) {
      return "OutOf" + lacking;
    }
    if (!new RequiredNodeAffinity(pod.spec()).matches(node)) {
      return "NodeAffinity";
    }
    if (hasPortConflict(pod, others)) {
      return "NodePorts";
    }
    for (Taint taint : node.taints()) {
      if (taint.effect() == TaintEffect.NO_EXECUTE && !tolerates(pod, taint)) {
        return "TaintToleration";
      }
    }
    return "";
  }

  private static boolean isAdmittedUnder(Set<String> pressures, Pod pod) {
    if (pod.priority() >= CRITICAL_PRIORITY) {
      return true;
    }
    boolean memoryOnly = pressures.size() == 1 && pressures.contains(NodeCondition.MEMORY_PRESSURE);
    return memoryOnly
        && (pod.qosClass() != QosClass.BEST_EFFORT
            || tolerates(pod, new Taint(Taint.MEMORY_PRESSURE, "", TaintEffect.NO_SCHEDULE)));
  }

  private static boolean tolerates(Pod pod, Taint taint) {
    for (Toleration toleration : pod.spec().tolerations()) {
      if (toleration.tolerates(taint)) {
        return true;
      }
    }
    return false;
  }

  private static String lacking(Pod pod, Node node, Collection<Pod> others) {
    ResourceList allocatable = node.allocatable();
    if (allocatable.contains(ResourceNames.PODS)
        && others.size() >= allocatable.get(ResourceNames.PODS)) {
      return ResourceNames.PODS;
    }
    ResourceList wanted = pod.spec().effectiveRequests();
    for (int i = 0; i < wanted.size(); i++) {
      String resource = wanted.name(i);
      if (wanted.amount(i) > 0 && !isDevice(node, resource)) {
        long free = allocatable.get(resource);
        for (Pod other : others) {
          free -= other.spec().effectiveRequests().get(resource);
        }
        if (wanted.amount(i) > free) {
          return resource;
        }
      }
    }
    return "";
  }

  /** Devices are given out by name, and not part of what is allocatable. */
  private static boolean isDevice(Node node, String resource) {
    return node.devices().stream().anyMatch(group -> group.resource().equals(resource));
  }

  private static boolean hasPortConflict(Pod pod, Collection<Pod> others) {
    List<HostPort> wanted = ports(pod);
    return !wanted.isEmpty()
        && others.stream()
            .flatMap(other -> ports(other).stream())
            .anyMatch(taken -> wanted.stream().anyMatch(taken::conflictsWith));
  }

  private static List<HostPort> ports(Pod pod) {
    return pod.spec().containers().stream()
        .map(Container::hostPorts)
        .flatMap(List::stream)
        .toList();
  }
}
