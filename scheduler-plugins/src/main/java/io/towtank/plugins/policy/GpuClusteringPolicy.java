package io.towtank.plugins.policy;

import io.towtank.plugins.gpu.GpuClustering;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.SchedulingPolicy;

/** Kubernetes' filters and {@link GpuClustering}; shares go to the tightest device. */
public final class GpuClusteringPolicy implements SchedulingPolicy {
  @Override
  public String name() {
    return "gpu-clustering";
  }

  @Override
  public String summary() {
    return "GPU clustering: nodes whose pods ask for GPUs in the same way (Weng et al., ATC 2023).";
  }

  @Override
  public Profile profile() {
    return Profiles.scoredBy(EnabledPlugin.of(GpuClustering.NAME));
  }
}
