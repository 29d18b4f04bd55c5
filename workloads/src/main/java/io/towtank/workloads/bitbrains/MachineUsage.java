package io.towtank.workloads.bitbrains;

import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.workloads.input.CsvRow;

/** What is kept of a machine's samples. */
final class MachineUsage {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final String name;
  private long samples;
  private double cores;
  private double memoryBytes;
  private double coresUsed;
  private double coresUsedMost;
  private double memoryUsed;
  private double memoryUsedMost;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long previous = Long.MIN_VALUE;
  private long step = Long.MAX_VALUE;

  MachineUsage(String name) {
    this.name = name;
  }

  /** Takes a sample; amounts are cores and bytes. */
  void add(Sample sample) {
    long second = sample.second();
    if (samples > 0 && second != previous) {
      step = Math.min(step, Math.abs(second - previous));
    }
    previous = second;
    first = Math.min(first, second);
    last = Math.max(last, second);
    samples++;
    cores = Math.max(cores, sample.cores());
    memoryBytes = Math.max(memoryBytes, sample.memoryBytes());
    coresUsed += sample.coresUsed();
    coresUsedMost = Math.max(coresUsedMost, sample.coresUsed());
    memoryUsed += sample.memoryUsed();
    memoryUsedMost = Math.max(memoryUsedMost, sample.memoryUsed());
  }

  /** Whether the machine had no processor in any sample. */
  boolean hasNoCores() {
    return cores == 0;
  }

  /** When the first sample was taken, in seconds. */
  long first() {
    return first;
  }

  /** The machine as a pod, from its first sample to one step after its last. */
  PodArrival toPod(long traceStart, long stepAbsent, RequestRule rule) {
    long after = step == Long.MAX_VALUE ? stepAbsent : step;
    PodSpec spec =
        switch (rule) {
          case PROVISIONED -> spec(cores, memoryBytes);
          case MEAN -> spec(coresUsed / samples, memoryUsed / samples);
          case MAX -> spec(coresUsedMost, memoryUsedMost);
        };
    Pod pod =
        Pod.builder(name, spec).durationNanos((last - first + after) * NANOS_PER_SECOND).build();
    return new PodArrival(Math.max(0, first - traceStart) * NANOS_PER_SECOND, pod);
  }

  private static PodSpec spec(double cores, double memoryBytes) {
    return PodSpec.builder()
        .requests(
            ResourceList.of(
                Math.min(CsvRow.CPU_MILLIS_MAX, StrictMath.round(1000 * cores)),
                Math.min(CsvRow.MEMORY_BYTES_MAX, StrictMath.round(memoryBytes))))
        .build();
  }

  /** One sample: when, in seconds, what there was, and what was used. */
  record Sample(
      long second, double cores, double memoryBytes, double coresUsed, double memoryUsed) {}
}
