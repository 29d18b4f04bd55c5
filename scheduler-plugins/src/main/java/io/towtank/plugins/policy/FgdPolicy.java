package io.towtank.plugins.policy;

import io.towtank.plugins.gpu.Fgd;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.SchedulingPolicy;

/** Kubernetes' filters and {@link Fgd}; shares go to the device where fragmentation grows least. */
public final class FgdPolicy implements SchedulingPolicy {
  @Override
  public String name() {
    return "fgd";
  }

  @Override
  public String summary() {
    return "Fragmentation gradient descent: the node and device where fragmentation grows least (Weng et al., ATC 2023).";
  }

  @Override
  public Profile profile() {
    return Profiles.scoredBy(EnabledPlugin.of(Fgd.NAME));
  }
}
