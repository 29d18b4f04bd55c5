package io.towtank.fault;

import io.towtank.network.Topology;
import java.util.List;

/**
 * Makes faults of one kind; found through {@link java.util.ServiceLoader}, so that a jar on the
 * class path adds faults without a change to ours.
 */
public interface FaultFactory {
  /** Time of repair of what is not repaired. */
  long NEVER = -1;

  /** Name of the fault in scenario files, such as {@code node-crash}. */
  String name();

  /** What it does, in one sentence for people. */
  String summary();

  /** Whom it strikes. */
  TargetKind targets();

  /** Whether there is nothing to do where nobody is chosen. */
  default boolean needsTargets(FaultArgs args) {
    return targets() != TargetKind.NONE;
  }

  /** Fields by which it is set. */
  default List<FaultField> fields() {
    return List.of();
  }

  /** How long it lasts where nothing else is said, in nanoseconds; {@link #NEVER} for good. */
  default long defaultRepairNanos() {
    return NEVER;
  }

  /** Whether it is over by itself; a repair time then calls it off or takes it back. */
  default boolean endsByItself() {
    return false;
  }

  /**
   * Checks what fields alone can't tell.
   *
   * @throws IllegalArgumentException if the arguments name what is not there; the message says what
   */
  default void check(FaultArgs args, Topology topology) {}

  /** One occurrence, which has not begun. */
  Fault create(FaultArgs args, FaultSite site);
}
