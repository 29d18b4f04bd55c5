package io.towtank.model;

import java.util.List;
import java.util.stream.Stream;

/** How much a pod's resources are assured; it decides who is evicted first. */
public enum QosClass {
  /** Every container limits CPU and memory, and requests as much. */
  GUARANTEED,
  /** Something is requested or limited. */
  BURSTABLE,
  /** Nothing is requested or limited. */
  BEST_EFFORT;

  private static final List<String> COUNTED = List.of(ResourceNames.CPU, ResourceNames.MEMORY);

  /**
   * The class of a pod: only CPU and memory count, an amount of 0 counts as none, and what the pod
   * states as a whole stands in place of its containers. Source: Kubernetes v1.34, {@code
   * ComputePodQOS}.
   */
  public static QosClass of(PodSpec spec) {
    ResourceList requests = spec.podRequests();
    ResourceList limits = spec.podLimits();
    boolean limited = true;
    if (requests.size() == 0 && limits.size() == 0) {
      for (Container container :
          Stream.concat(spec.containers().stream(), spec.initContainers().stream()).toList()) {
        requests = requests.plus(container.requests());
        limits = limits.plus(container.limits());
        limited &= isLimited(container.limits());
      }
    } else {
      limited = isLimited(limits);
    }
    boolean any = false;
    boolean equal = true;
    for (String resource : COUNTED) {
      any |= requests.get(resource) > 0 || limits.get(resource) > 0;
      equal &= requests.get(resource) == limits.get(resource);
    }
    return !any ? BEST_EFFORT : limited && equal ? GUARANTEED : BURSTABLE;
  }

  private static boolean isLimited(ResourceList limits) {
    return COUNTED.stream().allMatch(resource -> limits.get(resource) > 0);
  }
}
