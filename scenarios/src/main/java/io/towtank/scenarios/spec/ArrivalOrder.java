package io.towtank.scenarios.spec;

/** Order in which pods arrive in an arrival-only run. */
public enum ArrivalOrder {
  /** As they stand in the file. */
  TRACE,
  /** Shuffled by the seed. */
  SHUFFLED
}
