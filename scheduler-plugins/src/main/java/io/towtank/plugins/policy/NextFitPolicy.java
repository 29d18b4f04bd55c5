package io.towtank.plugins.policy;

import io.towtank.plugins.baseline.NextFit;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.SchedulingPolicy;

/** Kubernetes' filters and {@link NextFit}; shares go to the first device with room. */
public final class NextFitPolicy implements SchedulingPolicy {
  @Override
  public String name() {
    return "next-fit";
  }

  @Override
  public String summary() {
    return "Next fit: stays with a node as long as it can hold the next pod, then goes round.";
  }

  @Override
  public Profile profile() {
    return Profiles.scoredBy(EnabledPlugin.of(NextFit.NAME), Profiles.deviceChoice("first"));
  }
}
