package io.towtank.scenarios.spec;

import io.towtank.fault.MachineChurn;
import io.towtank.model.ResourceNames;
import io.towtank.scenarios.binding.ByteSize;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Registered;
import io.towtank.workloads.MachineTrace;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.failures.GoogleMachineEvents;
import io.towtank.workloads.failures.MachineTraceOptions;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Machines that come and go. */
@Doc("A trace's machine events: nodes are there from the start, join, leave and change.")
public record MachineEventsSpec(
    @Doc("The file, or the folder of a trace in several files.") Path path,
    @Doc("Name of the trace format: `google-2019`, `google-2011` or `tow`.")
        @Registered(TraceFormat.class)
        @Default("google-2019")
        String format,
    @Doc("CPU cores of a machine whose CPU is 1.") @Range(min = "1", max = "100000") @Default("64")
        int cpu,
    @Doc("Memory of a machine whose memory is 1.") @Range(min = "1Mi") @Default("256Gi")
        ByteSize memory,
    @Doc("How many machines are taken, those with the lowest ids; for `google-2019` only.")
        @Range(min = "1", max = "1000000")
        @Default("1000000")
        int machines,
    @Doc(
            "silent: a machine that goes is just off. delete: its node is deleted from the API at"
                + " once, too.")
        @Default("silent")
        MachineChurn.Removal removal) {
  private static final String DEFAULT_FORMAT = "google-2019";
  private static final long MILLIS = 1000;

  /**
   * Reads the trace.
   *
   * @param accounts told what becomes of its rows
   * @throws io.towtank.text.InputException if it can't be read, or has no machines
   */
  public MachineTrace read(TraceAccounts accounts) {
    if (format.equals(DEFAULT_FORMAT)) {
      MachineTraceOptions options =
          new MachineTraceOptions(
              cpu * MILLIS, memory.bytes(), machines, MachineTraceOptions.DEFAULT.maxPods());
      return GoogleMachineEvents.read(path, options, accounts);
    }
    TraceFormat reader = TraceFormats.named(format);
    SortedMap<String, String> scale = new TreeMap<>();
    scale.put(ResourceNames.CPU, Integer.toString(cpu));
    scale.put(ResourceNames.MEMORY, Long.toString(memory.bytes()));
    scale.keySet().retainAll(reader.scales().keySet());
    TraceOptions options = TraceOptions.of(ReplayMode.TIMED).withScale(scale);
    return reader.readMachines(path, options, accounts);
  }
}
