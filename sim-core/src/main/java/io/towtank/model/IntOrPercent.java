package io.towtank.model;

/**
 * A number, or a share of another number; Kubernetes' {@code IntOrString} where it means that.
 *
 * @param value the number, or per cent; 0 or more
 * @param percent whether it is a share
 */
public record IntOrPercent(int value, boolean percent) {
  /** Refuses negative values. */
  public IntOrPercent {
    if (value < 0) {
      throw new IllegalArgumentException("expected 0 or more, found " + value);
    }
  }

  /** A number. */
  public static IntOrPercent of(int value) {
    return new IntOrPercent(value, false);
  }

  /** A share in per cent. */
  public static IntOrPercent ofPercent(int percent) {
    return new IntOrPercent(percent, true);
  }

  /**
   * The number meant where {@code total} is the whole, rounded up. Source: Kubernetes v1.34, {@code
   * GetScaledValueFromIntOrPercent}.
   */
  public int scaledUp(int total) {
    return percent ? Math.toIntExact(((long) value * total + 99) / 100) : value;
  }

  /** The number meant where {@code total} is the whole, rounded down. */
  public int scaledDown(int total) {
    return percent ? Math.toIntExact((long) value * total / 100) : value;
  }

  @Override
  public String toString() {
    return percent ? value + "%" : String.valueOf(value);
  }
}
