package io.towtank.scheduling.framework;

import io.towtank.model.PodSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to schedule: plugins in the order in which they are asked.
 *
 * @param schedulerName pods choose a profile by it
 * @param plugins in order; a plugin may stand more than once, for different extension points
 * @param percentageOfNodesToScore how many feasible nodes are enough, in percent of all nodes, so
 *     that the search for more can end; 0 for as many as suit the cluster's size; null to evaluate
 *     all nodes
 */
public record Profile(
    String schedulerName, List<EnabledPlugin> plugins, @Nullable Integer percentageOfNodesToScore) {
  /** Copies the plugins, and refuses percentages outside 0 to 100. */
  public Profile {
    plugins = List.copyOf(plugins);
    if (percentageOfNodesToScore != null
        && (percentageOfNodesToScore < 0 || percentageOfNodesToScore > 100)) {
      throw new IllegalArgumentException(
          "percentageOfNodesToScore must be 0 to 100, found " + percentageOfNodesToScore);
    }
  }

  /** A profile that evaluates all nodes. */
  public Profile(String schedulerName, List<EnabledPlugin> plugins) {
    this(schedulerName, plugins, null);
  }

  /** The same with {@link #percentageOfNodesToScore()}. */
  public Profile withPercentageOfNodesToScore(@Nullable Integer value) {
    return new Profile(schedulerName, plugins, value);
  }

  /** The profile for pods that name no scheduler. */
  public static Profile ofDefault(List<EnabledPlugin> plugins) {
    return new Profile(PodSpec.DEFAULT_SCHEDULER, plugins);
  }
}
