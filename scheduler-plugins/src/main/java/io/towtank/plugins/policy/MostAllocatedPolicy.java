package io.towtank.plugins.policy;

import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.SchedulingPolicy;
import java.util.Map;

/**
 * Kubernetes' filters and NodeResourcesFit's score by {@code MostAllocated} alone. Source:
 * Kubernetes docs, "Resource Bin Packing".
 */
public final class MostAllocatedPolicy implements SchedulingPolicy {
  @Override
  public String name() {
    return "most-allocated";
  }

  @Override
  public String summary() {
    return "Packs pods onto the nodes whose CPU and memory are most allocated, as kube-scheduler can.";
  }

  @Override
  public Profile profile() {
    return Profiles.scoredByFit(Map.of("type", "MostAllocated"));
  }
}
