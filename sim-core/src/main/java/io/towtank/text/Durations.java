package io.towtank.text;

import io.towtank.text.DurationText;
import java.time.Duration;

/** Durations as people write them: {@code 90s}, {@code 5m}, {@code 1h30m}, {@code 250ms}. */
public final class Durations {
  /** Regular expression, without regard to size, for JSON Schema. */
  public static final String PATTERN = "^([0-9]+(\\.[0-9]+)?(ns|us|ms|s|m|h|d))+$";

  private Durations() {}

  /**
   * The duration of a text, at most 36,500 days; fractions of a nanosecond are rounded up.
   *
   * @throws IllegalArgumentException if it is none; the message is a hint, or empty
   */
  public static Duration parse(String text) {
    return Duration.ofNanos(DurationText.parseNanos(text));
  }
}
