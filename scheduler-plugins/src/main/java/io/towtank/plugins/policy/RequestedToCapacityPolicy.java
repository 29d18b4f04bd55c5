package io.towtank.plugins.policy;

import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.SchedulingPolicy;
import java.util.List;
import java.util.Map;

/**
 * Kubernetes' filters and NodeResourcesFit's score by {@code RequestedToCapacityRatio} alone, with
 * the bin packing shape of the Kubernetes docs, "Resource Bin Packing".
 */
public final class RequestedToCapacityPolicy implements SchedulingPolicy {
  private static final List<Map<String, Integer>> SHAPE =
      List.of(Map.of("utilization", 0, "score", 0), Map.of("utilization", 100, "score", 10));

  @Override
  public String name() {
    return "requested-to-capacity";
  }

  @Override
  public String summary() {
    return "Packs pods by the ratio of requested to capacity, rising from empty to full, as kube-scheduler can.";
  }

  @Override
  public Profile profile() {
    return Profiles.scoredByFit(
        Map.of(
            "type",
            "RequestedToCapacityRatio",
            "requestedToCapacityRatio",
            Map.of("shape", SHAPE)));
  }
}
