package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Doc;
import java.time.Duration;

/** A uniform distribution. */
@Doc("Evenly between two bounds.")
public record UniformSpec(@Doc("Shortest.") Duration min, @Doc("Longest.") Duration max) {
  /** Refuses bounds in the wrong order. */
  public UniformSpec {
    if (max.compareTo(min) < 0) {
      throw new IllegalArgumentException("max is below min; expected it to be at least as long");
    }
  }
}
