package io.towtank.plugins.policy;

import io.towtank.plugins.baseline.WorstFit;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.SchedulingPolicy;

/** Kubernetes' filters and {@link WorstFit}; shares go to the tightest device. */
public final class WorstFitPolicy implements SchedulingPolicy {
  @Override
  public String name() {
    return "worst-fit";
  }

  @Override
  public String summary() {
    return "Worst fit: the node that would have most left.";
  }

  @Override
  public Profile profile() {
    return Profiles.scoredBy(EnabledPlugin.of(WorstFit.NAME));
  }
}
