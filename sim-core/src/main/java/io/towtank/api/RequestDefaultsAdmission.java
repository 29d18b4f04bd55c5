package io.towtank.api;

import io.towtank.model.Container;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a container that limits a resource without requesting it a request of the same amount; and
 * a pod that limits CPU or memory as a whole, what its containers request, or else its limit.
 * Source: Kubernetes docs, "Resource Management for Pods and Containers".
 */
final class RequestDefaultsAdmission implements Admission<Pod> {
  @Override
  @SuppressWarnings("ReferenceEquality") // what is not changed stays the same object
  public Pod admit(Pod pod) {
    PodSpec spec = pod.spec();
    List<Container> containers = completed(spec.containers());
    List<Container> initContainers = completed(spec.initContainers());
    if (containers != spec.containers() || initContainers != spec.initContainers()) {
      spec = spec.toBuilder().containers(containers).initContainers(initContainers).build();
    }
    ResourceList podRequests = podRequests(spec);
    if (podRequests.size() != spec.podRequests().size()) {
      spec = spec.toBuilder().podRequests(podRequests).build();
    }
    return spec == pod.spec() ? pod : pod.toBuilder().spec(spec).build();
  }

  /** Source: Kubernetes v1.34, {@code setDefaultPodRequests}. */
  private static ResourceList podRequests(PodSpec spec) {
    ResourceList requests = spec.podRequests();
    ResourceList limits = spec.podLimits();
    for (int i = 0; i < limits.size(); i++) {
      String resource = limits.name(i);
      boolean defaulted =
          resource.equals(ResourceNames.CPU) || resource.equals(ResourceNames.MEMORY);
      if (defaulted && !requests.contains(resource)) {
        ResourceList ofContainers = spec.containerRequests();
        requests =
            requests.with(
                resource,
                ofContainers.contains(resource) ? ofContainers.get(resource) : limits.amount(i));
      }
    }
    return requests;
  }

  @SuppressWarnings("ReferenceEquality") // what is not changed stays the same object
  private static List<Container> completed(List<Container> containers) {
    List<Container> result = containers;
    for (int i = 0; i < containers.size(); i++) {
      Container completed = completed(containers.get(i));
      if (completed != containers.get(i)) {
        if (result == containers) {
          result = new ArrayList<>(containers);
        }
        result.set(i, completed);
      }
    }
    return result;
  }

  private static Container completed(Container container) {
    ResourceList requests = container.requests();
    ResourceList limits = container.limits();
    for (int i = 0; i < limits.size(); i++) {
      if (!requests.contains(limits.name(i))) {
        requests = requests.with(limits.name(i), limits.amount(i));
      }
    }
    return requests.size() == container.requests().size()
        ? container
        : container.withResources(requests, limits);
  }
}
