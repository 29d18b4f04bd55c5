package io.towtank.workloads.failures;

import io.towtank.fault.MachineEvent;

/**
 * One line of a trace of machine events.
 *
 * @param line line of the file
 * @param micros time of the trace
 * @param machineId the machine
 * @param kind what happens
 * @param switchId the switch it hangs at, empty if that is not said
 * @param platformId its kind of hardware, empty if that is not said
 * @param cpus share of the largest machine's CPU; 0 if that is not said
 * @param memory share of the largest machine's memory; 0 if that is not said
 */
public record MachineRow(
    long line,
    long micros,
    long machineId,
    MachineEvent.Kind kind,
    String switchId,
    String platformId,
    double cpus,
    double memory) {
  boolean hasCapacity() {
    return cpus > 0 && memory > 0;
  }
}
