package io.towtank.plugins.policy;

import io.towtank.plugins.baseline.FirstFit;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.SchedulingPolicy;

/** Kubernetes' filters and {@link FirstFit}; shares go to the first device with room. */
public final class FirstFitPolicy implements SchedulingPolicy {
  @Override
  public String name() {
    return "first-fit";
  }

  @Override
  public String summary() {
    return "First fit: the first node in node order that can hold the pod, and on it the first device.";
  }

  @Override
  public Profile profile() {
    return Profiles.scoredBy(EnabledPlugin.of(FirstFit.NAME), Profiles.deviceChoice("first"));
  }
}
