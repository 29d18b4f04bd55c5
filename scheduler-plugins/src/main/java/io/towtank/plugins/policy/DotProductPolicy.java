package io.towtank.plugins.policy;

import io.towtank.plugins.baseline.DotProduct;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.SchedulingPolicy;

/** Kubernetes' filters and {@link DotProduct}; shares go to the tightest device. */
public final class DotProductPolicy implements SchedulingPolicy {
  @Override
  public String name() {
    return "dot-product";
  }

  @Override
  public String summary() {
    return "Dot product: the node whose free resources align least with the request (Weng et al., ATC 2023).";
  }

  @Override
  public Profile profile() {
    return Profiles.scoredBy(EnabledPlugin.of(DotProduct.NAME));
  }
}
