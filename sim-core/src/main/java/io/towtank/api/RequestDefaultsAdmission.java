package io.towtank.api;

import io.towtank.model.Container;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a container that limits a resource without requesting it a request of the same amount.
 * Source: Kubernetes docs, "Resource Management for Pods and Containers".
 */
final class RequestDefaultsAdmission implements Admission<Pod> {
  @Override
  public Pod admit(Pod pod) {
    PodSpec spec = pod.spec();
    List<Container> containers = completed(spec.containers());
    List<Container> initContainers = completed(spec.initContainers());
    if (containers == spec.containers() && initContainers == spec.initContainers()) {
      return pod;
    }
    PodSpec completed =
        spec.toBuilder().containers(containers).initContainers(initContainers).build();
    return pod.toBuilder().spec(completed).build();
  }

  private static List<Container> completed(List<Container> containers) {
    boolean changed = false;
    List<Container> result = new ArrayList<>(containers.size());
    for (Container container : containers) {
      ResourceList requests = container.requests();
      ResourceList limits = container.limits();
      for (int i = 0; i < limits.size(); i++) {
        if (!requests.contains(limits.name(i))) {
          requests = requests.with(limits.name(i), limits.amount(i));
        }
      }
      if (requests.size() == container.requests().size()) {
        result.add(container);
        continue;
      }
      changed = true;
      result.add(
          new Container(
              container.name(),
              container.image(),
              requests,
              limits,
              container.hostPorts(),
              container.restartable()));
    }
    return changed ? result : containers;
  }
}
