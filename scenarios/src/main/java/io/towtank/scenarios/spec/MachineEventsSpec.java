package io.towtank.scenarios.spec;

import io.towtank.fault.MachineChurn;
import io.towtank.scenarios.binding.ByteSize;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.workloads.failures.MachineTraceOptions;
import java.nio.file.Path;

/** Machines that come and go. */
@Doc(
    "Machine events of Google's ClusterData 2019: nodes are there from the start, join, leave and change.")
public record MachineEventsSpec(
    @Doc("The file: JSON lines, as it is or compressed (.gz, .zst).") Path path,
    @Doc("CPU cores of a machine whose CPU is 1.") @Range(min = "1", max = "100000") @Default("64")
        int cpu,
    @Doc("Memory of a machine whose memory is 1.") @Range(min = "1Mi") @Default("256Gi")
        ByteSize memory,
    @Doc("How many machines are taken, those with the lowest ids.")
        @Range(min = "1", max = "1000000")
        @Default("1000000")
        int machines,
    @Doc(
            "silent: a machine that goes is just off. delete: its node is deleted from the API at"
                + " once, too.")
        @Default("silent")
        MachineChurn.Removal removal) {
  private static final long MILLIS = 1000;

  /** The trace reader's options. */
  public MachineTraceOptions toModel() {
    return new MachineTraceOptions(
        cpu * MILLIS, memory.bytes(), machines, MachineTraceOptions.DEFAULT.maxPods());
  }
}
