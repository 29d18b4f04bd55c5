package io.towtank.plugins.policy;

import io.towtank.plugins.baseline.Random;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.SchedulingPolicy;

/** Kubernetes' filters and {@link Random}; shares go to any device with room. */
public final class RandomPolicy implements SchedulingPolicy {
  @Override
  public String name() {
    return "random";
  }

  @Override
  public String summary() {
    return "Random: any node that can hold the pod, and on it any device with room.";
  }

  @Override
  public Profile profile() {
    return Profiles.scoredBy(EnabledPlugin.of(Random.NAME), Profiles.deviceChoice("random"));
  }
}
