package io.towtank.model;

import java.util.List;

/** Sums up what a pod's containers need at their worst moment. */
final class EffectiveRequests {
  private EffectiveRequests() {}

  static ResourceList of(List<Container> containers, List<Container> initContainers) {
    ResourceList running = ResourceList.EMPTY;
    for (Container container : containers) {
      running = running.plus(container.requests());
    }
    ResourceList sidecars = ResourceList.EMPTY;
    ResourceList starting = ResourceList.EMPTY;
    for (Container init : initContainers) {
      ResourceList atThisStep = sidecars.plus(init.requests());
      starting = starting.max(atThisStep);
      if (init.restartable()) {
        sidecars = atThisStep;
      }
    }
    return running.plus(sidecars).max(starting);
  }

  static ResourceList withPodLevel(ResourceList ofContainers, ResourceList ofPod) {
    ResourceList whole = ofContainers;
    for (int i = 0; i < ofPod.size(); i++) {
      if (ResourceNames.isPodLevel(ofPod.name(i))) {
        whole = whole.with(ofPod.name(i), ofPod.amount(i));
      }
    }
    return whole;
  }
}
