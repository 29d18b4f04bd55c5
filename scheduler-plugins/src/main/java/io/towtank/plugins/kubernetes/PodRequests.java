package io.towtank.plugins.kubernetes;

import io.towtank.model.DeviceGroup;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;

/**
 * Requests of pods and allocatable amounts of nodes as the API has them, without the scheduler's
 * books; for queueing hints. Amounts of counted resources are in thousandths, so that shares of
 * devices compare with whole ones.
 */
final class PodRequests {
  private PodRequests() {}

  /** A question about one resource that a pod requests, and how much of it. */
  @FunctionalInterface
  interface Test {
    boolean holds(String resource, long amount);
  }

  /** Whether the test holds for a resource that the pod requests more than 0 of. */
  static boolean anyMatch(Pod pod, Test test) {
    ResourceList requests = pod.spec().effectiveRequests();
    for (int i = 0; i < requests.size(); i++) {
      String resource = requests.name(i);
      if (requests.amount(i) > 0
          && !resource.equals(ResourceNames.PODS)
          && test.holds(resource, requested(pod, resource))) {
        return true;
      }
    }
    for (DeviceRequest device : pod.spec().devices()) {
      if (test.holds(device.resource(), requested(pod, device.resource()))) {
        return true;
      }
    }
    return false;
  }

  /** What the pod requests of a resource. */
  static long requested(Pod pod, String resource) {
    long amount = scaled(resource, pod.spec().effectiveRequests().get(resource));
    for (DeviceRequest device : pod.spec().devices()) {
      if (device.resource().equals(resource)) {
        amount += device.totalMilli();
      }
    }
    return amount;
  }

  /** What the node can give of a resource. */
  static long allocatable(Node node, String resource) {
    long amount = scaled(resource, node.allocatable().get(resource));
    for (DeviceGroup group : node.devices()) {
      if (group.resource().equals(resource)) {
        amount += group.totalMilli();
      }
    }
    return amount;
  }

  private static long scaled(String resource, long amount) {
    if (!ResourceNames.unit(resource).equals("count")) {
      return amount;
    }
    return amount > Long.MAX_VALUE / DeviceRequest.WHOLE
        ? Long.MAX_VALUE
        : amount * DeviceRequest.WHOLE;
  }
}
