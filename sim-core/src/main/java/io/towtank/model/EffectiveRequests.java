package io.towtank.model;

import java.util.List;

/** Sums up what a pod's containers need at their worst moment. */
final class EffectiveRequests {
  private EffectiveRequests() {}

  static ResourceList of(
      List<Container> containers, List<Container> initContainers, ResourceList overhead) {
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
    return running.plus(sidecars).max(starting).plus(overhead);
  }
}
