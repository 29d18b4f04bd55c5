package io.towtank.check;

/** How closely a run is watched for broken invariants. No level changes what a run does. */
public enum CheckLevel {
  /** Nothing is checked; costs nothing. */
  OFF,

  /**
   * What each change touches, as it happens, and the accounts at the end. Costs time in proportion
   * to a pod's resources and devices for each change, and memory for every live pod.
   */
  STEP,

  /**
   * As {@link #STEP}, and now and then everything is worked out anew from the store and compared,
   * the plugged-in invariants included: between events after as many changes as there were objects
   * last time, and at the end. This costs a constant time for each change on average.
   */
  FULL;

  /** Whether this level checks all that another one does. */
  @SuppressWarnings("EnumOrdinal") // the order of declaration is the order of rigour
  public boolean includes(CheckLevel other) {
    return ordinal() >= other.ordinal();
  }
}
