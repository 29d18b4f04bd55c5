package io.towtank.plugins;

import io.towtank.model.Container;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.DeviceRequest;
import io.towtank.model.HostPort;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import java.util.List;

/** Pods as the tests need them. */
public final class Pods {
  private Pods() {}

  /** A pod of this spec, numbered 1. */
  public static Pod of(PodSpec.Builder spec) {
    return Pod.builder("pod", spec.build()).uid(1).build();
  }

  /** A pod whose one container requests these amounts. */
  public static Pod requesting(long cpuMillis, long memoryBytes) {
    return of(PodSpec.builder().requests(ResourceList.of(cpuMillis, memoryBytes)));
  }

  /** A pod whose one container requests nothing. */
  public static Pod withoutRequests() {
    return of(PodSpec.builder().requests(ResourceList.EMPTY));
  }

  /** A pod that requests CPU and GPUs. */
  public static Pod requestingGpus(long cpuMillis, int count, int milliPerDevice) {
    return of(
        PodSpec.builder()
            .requests(ResourceList.of(cpuMillis, 0))
            .devices(List.of(new DeviceRequest(ResourceNames.NVIDIA_GPU, count, milliPerDevice))));
  }

  /** A pod that holds so much of these GPUs. */
  public static Pod holdingGpus(int milliPerDevice, Integer... devices) {
    return requestingGpus(0, devices.length, milliPerDevice).toBuilder()
        .devices(
            List.of(
                new DeviceAllocation(ResourceNames.NVIDIA_GPU, List.of(devices), milliPerDevice)))
        .build();
  }

  /** A container that takes these ports of its node. */
  public static Container containerWithPorts(boolean sidecar, HostPort... ports) {
    return new Container(
        "main", "", ResourceList.EMPTY, ResourceList.EMPTY, List.of(ports), sidecar);
  }
}
