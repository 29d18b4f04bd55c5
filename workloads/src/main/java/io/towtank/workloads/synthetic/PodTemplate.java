package io.towtank.workloads.synthetic;

import io.towtank.model.Labels;
import io.towtank.model.PodSpec;
import io.towtank.workloads.distribution.Distribution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of pod that a synthetic workload makes.
 *
 * @param name beginning of its pods' names
 * @param weight how often it is chosen, against the other templates' weights; above 0, at most 10¹²
 * @param spec requests, devices, priority and constraints, shared by all its pods
 * @param labels labels of its pods
 * @param duration how long its pods run, seconds; null for pods that never end
 * @param variation how its pods' requests differ from the spec's; null where they don't
 * @param group how many pods come together, and as what; null for one by one
 * @param priorities priorities to draw from; empty for the spec's
 */
public record PodTemplate(
    String name,
    double weight,
    PodSpec spec,
    Labels labels,
    @Nullable Distribution duration,
    @Nullable Variation variation,
    @Nullable PodGroup group,
    List<WeightedPriority> priorities) {
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
    priorities = List.copyOf(priorities);
  }

  /** Pods that are all alike and come one by one. */
  public PodTemplate(
      String name, double weight, PodSpec spec, Labels labels, @Nullable Distribution duration) {
    this(name, weight, spec, labels, duration, null, null, List.of());
  }

  /**
   * A priority that pods can have.
   *
   * @param priority the priority
   * @param weight how often, against the others' weights; above 0
   */
  public record WeightedPriority(int priority, double weight) {
    /** Refuses a weight outside the range. */
    public WeightedPriority {
      if (!(weight > 0 && weight <= WEIGHT_MAX)) {
        throw new IllegalArgumentException("weight of priority " + priority + ": " + weight);
      }
    }
  }
}
