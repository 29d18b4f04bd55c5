package io.towtank.check;

/** An invariant does not hold: a defect of Towtank, or of a plugin. */
public final class InvariantViolation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * States one violation.
   *
   * @param nowNanos simulation time
   * @param object what it is about, e.g. {@code node n1}
   * @param expected what should hold
   * @param found what holds instead
   */
  public InvariantViolation(long nowNanos, String object, String expected, String found) {
    super("at " + nowNanos + " ns, " + object + ": expected " + expected + ", found " + found);
  }
}
