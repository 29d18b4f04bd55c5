package io.towtank.control;

/**
 * How controllers work.
 *
 * @param watchDelayNanos from a write to the controllers' hearing of it
 */
public record ControlOptions(long watchDelayNanos) {
  /** Controllers hear of a write within the same instant. */
  public static final ControlOptions DEFAULT = new ControlOptions(0);

  /** Refuses negative times. */
  public ControlOptions {
    if (watchDelayNanos < 0) {
      throw new IllegalArgumentException("negative watch delay: " + watchDelayNanos + " ns");
    }
  }
}
