package io.towtank.plugins.policy;

import io.towtank.plugins.gpu.GpuPacking;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.SchedulingPolicy;

/** Kubernetes' filters and {@link GpuPacking}; shares go to the tightest device. */
public final class GpuPackingPolicy implements SchedulingPolicy {
  @Override
  public String name() {
    return "gpu-packing";
  }

  @Override
  public String summary() {
    return "GPU packing: GPUs shared already, then idle ones of nodes in use, then idle nodes (Weng et al., ATC 2023).";
  }

  @Override
  public Profile profile() {
    return Profiles.scoredBy(EnabledPlugin.of(GpuPacking.NAME));
  }
}
