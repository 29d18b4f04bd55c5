package io.towtank.workloads.failures;

import io.towtank.model.Node;

/**
 * How a normalised machine trace becomes nodes.
 *
 * @param cpuMillis millicores of a machine whose CPU is 1
 * @param memoryBytes bytes of a machine whose memory is 1
 * @param machinesMax how many machines are taken, those with the lowest ids; the events of others
 *     are dropped
 * @param maxPods pods that a node takes
 */
public record MachineTraceOptions(long cpuMillis, long memoryBytes, int machinesMax, long maxPods) {
  private static final long CPU_MILLIS_DEFAULT = 64_000;
  private static final long MEMORY_BYTES_DEFAULT = 256L << 30;
  private static final int MACHINES_MAX = 1_000_000;

  /** The largest machine has 64 cores and 256 GiB, which the trace does not say; all machines. */
  public static final MachineTraceOptions DEFAULT =
      new MachineTraceOptions(
          CPU_MILLIS_DEFAULT, MEMORY_BYTES_DEFAULT, MACHINES_MAX, Node.PODS_DEFAULT);

  /** Refuses what makes no node. */
  public MachineTraceOptions {
    if (cpuMillis < 1 || memoryBytes < 1 || machinesMax < 1 || maxPods < 1) {
      throw new IllegalArgumentException("the parts of a machine must be above 0");
    }
  }

  /** The same with fewer machines. */
  public MachineTraceOptions withMachinesMax(int value) {
    return new MachineTraceOptions(cpuMillis, memoryBytes, value, maxPods);
  }
}
