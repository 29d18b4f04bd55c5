package io.towtank.scenarios.capacity;

/** Tries a workload on some nodes. */
@FunctionalInterface
interface NodesTrial {
  /**
   * How it went.
   *
   * @param fits whether everything was scheduled within the wait target
   * @param why what was not; empty if all was
   */
  record Outcome(boolean fits, String why) {
    /** All was scheduled. */
    static final Outcome FITS = new Outcome(true, "");
  }

  /**
   * Tries it.
   *
   * @param counts how many nodes of each type; at least one in all
   */
  Outcome on(int[] counts);
}
