package io.towtank.fault;

import io.towtank.model.ResourceList;
import org.jspecify.annotations.Nullable;

/**
 * One line of a trace of machines that come, go and change.
 *
 * @param timeNanos from the start of the simulation
 * @param node name of the node
 * @param kind what happens to it
 * @param capacity what it has from then on of the resources named; null where the trace does not
 *     say
 */
public record MachineEvent(
    long timeNanos, String node, Kind kind, @Nullable ResourceList capacity) {
  /** What can happen to a machine. */
  public enum Kind {
    /** It comes, or comes back. */
    ADD,
    /** It goes: a failure, or maintenance. */
    REMOVE,
    /** It has another capacity. */
    UPDATE
  }
}
