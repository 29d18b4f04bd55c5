package io.towtank.workloads.synthetic;

import io.towtank.model.Labels;
import io.towtank.model.PodSpec;
import org.jspecify.annotations.Nullable;

/**
 * A kind of pod that a synthetic workload makes.
 *
 * @param name beginning of its pods' names
 * @param weight how often it is chosen, against the other templates' weights; above 0, at most 10¹²
 * @param spec requests, devices, priority and constraints, shared by all its pods
 * @param labels labels of its pods
 * @param duration how long its pods run; null for pods that never end
 */
public record PodTemplate(
    String name, double weight, PodSpec spec, Labels labels, @Nullable TimeDistribution duration) {
  private static final double WEIGHT_MAX = 1e12;

  /** Refuses an empty name and a weight outside the range. */
  public PodTemplate {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a pod template needs a name");
    }
    if (!(weight > 0 && weight <= WEIGHT_MAX)) {
      throw new IllegalArgumentException(
          "weight of template '" + name + "' must be above 0 and at most 1e12, found " + weight);
    }
  }
}
