package io.towtank.scheduling.engine;

import io.towtank.model.Container;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Labels;
import io.towtank.model.NodeAffinity;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.Toleration;
import java.util.List;

/**
 * The part of a pod's spec that plugins with a declared {@link
 * io.towtank.scheduling.framework.Dependence} may look at.
 */
record SpecKey(
    List<Container> containers,
    List<Container> initContainers,
    ResourceList overhead,
    ResourceList podRequests,
    ResourceList podLimits,
    List<DeviceRequest> devices,
    Labels nodeSelector,
    NodeAffinity nodeAffinity,
    List<Toleration> tolerations,
    String nodeName) {
  static SpecKey of(PodSpec spec) {
    return new SpecKey(
        spec.containers(),
        spec.initContainers(),
        spec.overhead(),
        spec.podRequests(),
        spec.podLimits(),
        spec.devices(),
        spec.nodeSelector(),
        spec.nodeAffinity(),
        spec.tolerations(),
        spec.nodeName());
  }

  /** The same without the amounts that containers, the pod and its overhead come to. */
  SpecKey withoutAmounts() {
    return new SpecKey(
        withoutAmounts(containers),
        withoutAmounts(initContainers),
        ResourceList.EMPTY,
        ResourceList.EMPTY,
        ResourceList.EMPTY,
        devices,
        nodeSelector,
        nodeAffinity,
        tolerations,
        nodeName);
  }

  private static List<Container> withoutAmounts(List<Container> containers) {
    return containers.stream()
        .map(
            container ->
                new Container(
                    container.name(),
                    container.image(),
                    ResourceList.EMPTY,
                    ResourceList.EMPTY,
                    container.hostPorts(),
                    container.restartable()))
        .toList();
  }
}
