package io.towtank.scenarios.spec;

import io.towtank.model.DeviceGroup;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;

/** Shareable devices of a node. */
@Doc("Devices of one kind on a node; pods can have whole ones or a share of one.")
public record DeviceGroupSpec(
    @Doc("Name of the resource, such as nvidia.com/gpu.") String resource,
    @Doc("How many on each node.") @Range(min = "1", max = "1024") int count,
    @Doc("Name of the model, such as V100.") @Default("''") String model) {
  /** The model's group. */
  public DeviceGroup toModel() {
    return new DeviceGroup(resource, count, model);
  }
}
