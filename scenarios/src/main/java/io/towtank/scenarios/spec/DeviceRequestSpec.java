package io.towtank.scenarios.spec;

import io.towtank.model.DeviceRequest;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;

/** A pod's wish for devices. */
@Doc("Shareable devices that a pod wants.")
public record DeviceRequestSpec(
    @Doc("Name of the resource, such as nvidia.com/gpu.") String resource,
    @Doc("How many devices.") @Range(min = "1", max = "1024") @Default("1") int count,
    @Doc("Thousandths of each device; below 1000 a single device is shared.")
        @Range(min = "1", max = "1000")
        @Default("1000")
        int milli) {
  /** Refuses shares of several devices. */
  public DeviceRequestSpec {
    if (count > 1 && milli != DeviceRequest.WHOLE) {
      throw new IllegalArgumentException(
          "found count "
              + count
              + " with milli "
              + milli
              + ", expected milli 1000; several devices can only be taken whole");
    }
  }

  /** The model's request. */
  public DeviceRequest toModel() {
    return new DeviceRequest(resource, count, milli);
  }
}
