package io.towtank.workloads.slurm;

import io.towtank.model.DeviceRequest;
import io.towtank.model.NodeAffinity;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import java.util.List;

/**
 * What each pod of a job asks for.
 *
 * @param cpuMillis millicores
 * @param memoryBytes bytes
 * @param gpus whole GPUs
 * @param gpuModel model that they must be of, empty for any
 */
record JobShape(long cpuMillis, long memoryBytes, int gpus, String gpuModel) {
  /** Label of a node that names the model of its GPUs, as in other traces. */
  private static final String MODEL_LABEL = "gpu-model";

  PodSpec toSpec() {
    PodSpec.Builder spec = PodSpec.builder().requests(ResourceList.of(cpuMillis, memoryBytes));
    if (gpus > 0) {
      spec.devices(List.of(new DeviceRequest(ResourceNames.NVIDIA_GPU, gpus, DeviceRequest.WHOLE)));
    }
    if (gpus > 0 && !gpuModel.isEmpty()) {
      NodeSelectorRequirement model =
          new NodeSelectorRequirement(
              MODEL_LABEL, NodeSelectorRequirement.Operator.IN, List.of(gpuModel));
      spec.nodeAffinity(new NodeAffinity(List.of(NodeSelectorTerm.ofLabels(model)), List.of()));
    }
    return spec.build();
  }
}
