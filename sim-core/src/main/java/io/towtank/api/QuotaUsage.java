package io.towtank.api;

import io.towtank.model.Container;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.QosClass;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.model.ResourceQuota;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a pod takes of a resource quota. Source: Kubernetes v1.34, {@code
 * pkg/quota/v1/evaluator/core/pods.go}.
 */
final class QuotaUsage {
  /**
   * Where one of these is limited, every container must state it. Source: {@code validationSet}.
   */
  private static final List<String> MUST_BE_STATED =
      List.of("cpu", "limits.cpu", "limits.memory", "memory", "requests.cpu", "requests.memory");

  private QuotaUsage() {}

  /** Whether the pod counts towards the quota at all. */
  static boolean isCounted(Pod pod, ResourceQuota quota) {
    return quota.namespace().equals(pod.namespace())
        && quota.spec().scopes().stream().allMatch(scope -> isIn(scope, pod));
  }

  private static boolean isIn(ResourceQuota.Scope scope, Pod pod) {
    return switch (scope) {
      case TERMINATING -> pod.spec().activeDeadlineNanos() != Pod.NEVER;
      case NOT_TERMINATING -> pod.spec().activeDeadlineNanos() == Pod.NEVER;
      case BEST_EFFORT -> pod.qosClass() == QosClass.BEST_EFFORT;
      case NOT_BEST_EFFORT -> pod.qosClass() != QosClass.BEST_EFFORT;
    };
  }

  /** What a pod that has not ended takes of what is limited. */
  static ResourceList of(Pod pod, ResourceList hard) {
    ResourceList all =
        named(pod.spec().effectiveRequests(), limits(pod.spec())).with(ResourceNames.PODS, 1);
    SortedMap<String, Long> limited = new TreeMap<>();
    for (int i = 0; i < hard.size(); i++) {
      if (all.contains(hard.name(i))) {
        limited.put(hard.name(i), all.get(hard.name(i)));
      }
    }
    return ResourceList.of(limited);
  }

  private static ResourceList limits(PodSpec spec) {
    return spec.toBuilder()
        .containers(limitsAsRequests(spec.containers()))
        .initContainers(limitsAsRequests(spec.initContainers()))
        .podRequests(spec.podLimits())
        .build()
        .effectiveRequests();
  }

  private static List<Container> limitsAsRequests(List<Container> containers) {
    return containers.stream()
        .map(container -> container.withResources(container.limits(), container.limits()))
        .toList();
  }

  /** The names that quotas have for requests and limits. */
  private static ResourceList named(ResourceList requests, ResourceList limits) {
    SortedMap<String, Long> all = new TreeMap<>();
    for (int i = 0; i < requests.size(); i++) {
      String name = requests.name(i);
      if (!ResourceNames.isExtended(name)) {
        all.put(name, requests.amount(i));
      }
      all.put("requests." + name, requests.amount(i));
    }
    for (int i = 0; i < limits.size(); i++) {
      all.put("limits." + limits.name(i), limits.amount(i));
    }
    return ResourceList.of(all);
  }

  /** What containers must state and do not, for people; empty where all is well. */
  static String missing(PodSpec spec, ResourceList hard) {
    List<String> problems = new ArrayList<>();
    for (String name : MUST_BE_STATED) {
      if (!hard.contains(name)) {
        continue;
      }
      SortedSet<String> containers = new TreeSet<>();
      Stream.concat(spec.containers().stream(), spec.initContainers().stream())
          .filter(container -> !named(container.requests(), container.limits()).contains(name))
          .forEach(container -> containers.add(container.name()));
      if (!containers.isEmpty()) {
        problems.add(name + " for: " + String.join(",", containers));
      }
    }
    return String.join("; ", problems);
  }
}
