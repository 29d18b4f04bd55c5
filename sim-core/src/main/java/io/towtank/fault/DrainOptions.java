package io.towtank.fault;

import java.util.List;

/**
 * How a node is drained; the flags of {@code kubectl drain}.
 *
 * @param force whether pods without a controller are evicted too
 * @param ignoreDaemonSets whether pods of daemon sets are left alone; if not, they refuse the drain
 * @param graceNanos given to each pod to end; -1 for its own grace
 * @param timeoutNanos after which it gives up; 0 for never
 * @param disableEviction whether pods are deleted, past all budgets
 */
public record DrainOptions(
    boolean force,
    boolean ignoreDaemonSets,
    long graceNanos,
    long timeoutNanos,
    boolean disableEviction) {
  /** The fields of faults that drain. */
  public static final List<FaultField> FIELDS =
      List.of(
          FaultField.bool("force", false, "Whether pods without a controller are evicted too."),
          FaultField.bool(
              "ignoreDaemonSets",
              true,
              "Whether pods of daemon sets are left alone; if not, they refuse the drain."),
          FaultField.text("grace", "Time that each pod has to end; its own where empty."),
          FaultField.duration("timeout", "0s", "After which it gives up; 0s for never."),
          FaultField.bool(
              "disableEviction", false, "Whether pods are deleted, past all disruption budgets."));

  /** The options that the fields say. */
  public static DrainOptions of(FaultArgs args) {
    return new DrainOptions(
        args.bool("force"),
        args.bool("ignoreDaemonSets"),
        args.optionalNanos("grace"),
        args.nanos("timeout"),
        args.bool("disableEviction"));
  }
}
