package io.towtank.workloads.alibabagpu;

import io.towtank.model.DeviceRequest;
import io.towtank.model.NodeAffinity;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pod asks for.
 *
 * @param cpuMillis millicores
 * @param memoryBytes bytes
 * @param gpuMilli thousandths of GPUs: below 1000 a share of one, above it whole ones
 * @param gpuModel model that they must be of, empty for any
 * @param priority its priority, null for none
 */
record GpuShape(
    long cpuMillis, long memoryBytes, long gpuMilli, String gpuModel, @Nullable Integer priority) {
  /** Label of a node that names the model of its GPUs, as with openb. */
  static final String MODEL_LABEL = "gpu-model";

  GpuShape ofModel(String model) {
    return new GpuShape(cpuMillis, memoryBytes, gpuMilli, model, priority);
  }

  PodSpec toSpec() {
    PodSpec.Builder spec =
        PodSpec.builder().requests(ResourceList.of(cpuMillis, memoryBytes)).priority(priority);
    if (gpuMilli > 0) {
      boolean isShare = gpuMilli < DeviceRequest.WHOLE;
      int count = isShare ? 1 : (int) (gpuMilli / DeviceRequest.WHOLE);
      spec.devices(
          List.of(
              new DeviceRequest(
                  ResourceNames.NVIDIA_GPU,
                  count,
                  isShare ? (int) gpuMilli : DeviceRequest.WHOLE)));
    }
    if (!gpuModel.isEmpty()) {
      NodeSelectorRequirement model =
          new NodeSelectorRequirement(
              MODEL_LABEL, NodeSelectorRequirement.Operator.IN, List.of(gpuModel));
      spec.nodeAffinity(new NodeAffinity(List.of(NodeSelectorTerm.ofLabels(model)), List.of()));
    }
    return spec.build();
  }
}
