package io.towtank.scheduling.framework;

import io.towtank.model.PodSpec;
import java.util.List;

/**
 * A way to schedule: plugins in the order in which they are asked.
 *
 * @param schedulerName pods choose a profile by it
 * @param plugins in order; a plugin may stand twice, for different extension points
 */
public record Profile(String schedulerName, List<EnabledPlugin> plugins) {
  /** Copies the plugins. */
  public Profile {
    plugins = List.copyOf(plugins);
  }

  /** The profile for pods that name no scheduler. */
  public static Profile ofDefault(List<EnabledPlugin> plugins) {
    return new Profile(PodSpec.DEFAULT_SCHEDULER, plugins);
  }
}
