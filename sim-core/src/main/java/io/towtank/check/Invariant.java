package io.towtank.check;

/** Something that must hold whenever no event is being dealt with. */
@FunctionalInterface
public interface Invariant {
  /**
   * Looks at whatever it looks at.
   *
   * @throws InvariantViolation if it does not hold
   */
  void check(long nowNanos);
}
