package io.towtank.workloads.philly;

import io.towtank.model.DeviceRequest;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.SpecCache;
import java.util.List;

/** Specs of pods that ask for so many whole GPUs, and for what the options give with each. */
final class GpuSpecs {
  /** Most GPUs of a pod: no machine has more. */
  static final int GPUS_MAX = 1024;

  private final long cpuMillis;
  private final long memoryBytes;
  private final SpecCache specs = new SpecCache();

  GpuSpecs(TraceOptions options) {
    cpuMillis =
        quantity(options, PhillyFormat.CPU_PER_GPU, ResourceNames.CPU, CsvRow.CPU_MILLIS_MAX);
    memoryBytes =
        quantity(
            options, PhillyFormat.MEMORY_PER_GPU, ResourceNames.MEMORY, CsvRow.MEMORY_BYTES_MAX);
  }

  PodSpec of(int gpus) {
    return specs.get(
        gpus,
        () ->
            PodSpec.builder()
                .requests(ResourceList.of(gpus * cpuMillis, gpus * memoryBytes))
                .devices(
                    gpus == 0
                        ? List.of()
                        : List.of(
                            new DeviceRequest(ResourceNames.NVIDIA_GPU, gpus, DeviceRequest.WHOLE)))
                .build());
  }

  private static long quantity(TraceOptions options, String name, String resource, long max) {
    return options.text(name).isEmpty() ? 0 : options.quantity(name, resource, "", max / GPUS_MAX);
  }
}
