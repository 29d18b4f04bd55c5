package io.towtank.fault;

/** Hears of faults, as recorders and charts do. */
public interface FaultListener {
  /** A fault is about to strike. */
  default void began(FaultRecord fault) {}

  /** Something happened in the course of a fault. */
  default void noted(FaultRecord fault, long atNanos, String what) {}

  /** A fault was repaired, or is over. */
  default void ended(FaultRecord fault, long atNanos) {}
}
