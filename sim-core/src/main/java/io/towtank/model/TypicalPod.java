package io.towtank.model;

import java.util.List;

/**
 * One kind of pod in a workload's mix and how much of the mix it makes up, as fragmentation is
 * measured by. Source: Q. Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing Workloads
 * with Fragmentation Gradient Descent", USENIX ATC 2023.
 *
 * @param cpuMillis CPU requested, in millicores
 * @param deviceMilli thousandths requested of each device; 0 for a pod without devices
 * @param deviceCount devices requested; 0 for a pod without devices
 * @param models device models that the pod accepts, as it lists them; empty for any
 * @param share part of the mix, above 0 and at most 1
 */
public record TypicalPod(
    long cpuMillis, int deviceMilli, int deviceCount, List<String> models, double share) {
  /** Copies the models; refuses a share outside the range. */
  public TypicalPod {
    models = List.copyOf(models);
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be above 0 and at most 1, found " + share);
    }
  }
}
