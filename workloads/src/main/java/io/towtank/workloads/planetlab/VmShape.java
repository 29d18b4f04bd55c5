package io.towtank.workloads.planetlab;

import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.SpecCache;
import java.util.List;

/** How large the virtual machines are, and what their pods request of it. */
record VmShape(long cpuMillis, long memoryBytes, String request, SpecCache specs) {
  static final String FULL = "full";
  static final String MEAN = "mean";
  static final String MAX = "max";

  /** One of CloudSim's types of machines: one processor, 1740 MB. */
  private static final String MEMORY_ABSENT = "1740M";

  static VmShape of(TraceOptions options) {
    return new VmShape(
        options.quantity(PlanetLabFormat.VM_CPU, ResourceNames.CPU, "1", CsvRow.CPU_MILLIS_MAX),
        options.quantity(
            PlanetLabFormat.VM_MEMORY,
            ResourceNames.MEMORY,
            MEMORY_ABSENT,
            CsvRow.MEMORY_BYTES_MAX),
        options.word(PlanetLabFormat.REQUEST, FULL, List.of(FULL, MEAN, MAX)),
        new SpecCache());
  }

  /** Spec of a machine that used such percentages of its processors. */
  PodSpec spec(double meanPercent, double maxPercent) {
    double share =
        switch (request) {
          case MEAN -> meanPercent / 100;
          case MAX -> maxPercent / 100;
          default -> 1;
        };
    long millis = StrictMath.round(share * cpuMillis);
    return specs.get(
        millis, () -> PodSpec.builder().requests(ResourceList.of(millis, memoryBytes)).build());
  }
}
