package io.towtank.plugins.policy;

import io.towtank.plugins.baseline.BestFit;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.SchedulingPolicy;

/** Kubernetes' filters and {@link BestFit}; shares go to the tightest device. */
public final class BestFitPolicy implements SchedulingPolicy {
  @Override
  public String name() {
    return "best-fit";
  }

  @Override
  public String summary() {
    return "Best fit: the node that would have least left (Weng et al., ATC 2023).";
  }

  @Override
  public Profile profile() {
    return Profiles.scoredBy(EnabledPlugin.of(BestFit.NAME));
  }
}
