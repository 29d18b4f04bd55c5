package io.towtank.workloads.alibabagpu;

import io.towtank.model.DeviceGroup;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import java.util.List;

/** Nodes with GPUs of one model. */
final class GpuNodes {
  private GpuNodes() {}

  static Node node(String name, long cpuMillis, long memoryBytes, int gpus, String model) {
    Labels labels = Labels.of(Labels.HOSTNAME, name);
    if (gpus > 0) {
      labels = labels.with(GpuShape.MODEL_LABEL, model);
    }
    return Node.builder(
            name,
            ResourceList.of(cpuMillis, memoryBytes).with(ResourceNames.PODS, Node.PODS_DEFAULT))
        .labels(labels)
        .devices(
            gpus == 0 ? List.of() : List.of(new DeviceGroup(ResourceNames.NVIDIA_GPU, gpus, model)))
        .build();
  }
}
