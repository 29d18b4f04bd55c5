package io.towtank.scheduling.framework;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A plugin in a profile.
 *
 * @param weight factor of its scores, 1 or more
 * @param points where it takes part; empty for wherever it can
 */
public record EnabledPlugin(String name, int weight, Set<ExtensionPoint> points, PluginArgs args) {
  private static final int WEIGHT_MAX = 1_000_000;

  /** Copies the points and refuses weights outside 1 to 1,000,000. */
  public EnabledPlugin {
    if (weight < 1 || weight > WEIGHT_MAX) {
      throw new IllegalArgumentException(
          "weight of " + name + " must be 1 to " + WEIGHT_MAX + ", found " + weight);
    }
    points = points.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(points));
  }

  /** With weight 1, wherever it can take part, with default arguments. */
  public static EnabledPlugin of(String name) {
    return new EnabledPlugin(name, 1, Set.of(), PluginArgs.NONE);
  }

  /** Whether the profile lets it take part at this point. */
  public boolean isEnabledAt(ExtensionPoint point) {
    return points.isEmpty() || points.contains(point);
  }
}
