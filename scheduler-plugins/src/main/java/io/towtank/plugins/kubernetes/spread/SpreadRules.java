package io.towtank.plugins.kubernetes.spread;

import io.towtank.model.LabelSelector;
import io.towtank.model.Pod;
import io.towtank.model.TopologySpreadConstraint;
import io.towtank.model.TopologySpreadConstraint.WhenUnsatisfiable;
import io.towtank.scheduling.framework.ClusterObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Which constraints hold for a pod: its own, or the defaults if it has none at all. */
final class SpreadRules {
  private final SpreadDefaults defaults;
  private final Supplier<ClusterObjects> objects;

  /**
   * Rules with these defaults.
   *
   * @param objects services and owners that say whom a pod belongs together with
   */
  SpreadRules(SpreadDefaults defaults, Supplier<ClusterObjects> objects) {
    this.defaults = defaults;
    this.objects = objects;
  }

  /** The pod's {@code DoNotSchedule} constraints. */
  List<SpreadConstraint> hard(Pod pod) {
    return of(pod, WhenUnsatisfiable.DO_NOT_SCHEDULE);
  }

  /** The pod's {@code ScheduleAnyway} constraints. */
  List<SpreadConstraint> soft(Pod pod) {
    return of(pod, WhenUnsatisfiable.SCHEDULE_ANYWAY);
  }

  /**
   * Whether soft constraints leave out nodes that lack one of their keys. Kubernetes' own defaults
   * do not, so that nodes without a zone are still spread over.
   */
  boolean requiresAllKeys(Pod pod) {
    return hasItsOwn(pod) || !defaults.isSystem();
  }

  /** Whether the pod has no constraints of its own, so that what else there is counts. */
  boolean areDefaults(Pod pod) {
    return !hasItsOwn(pod);
  }

  private static boolean hasItsOwn(Pod pod) {
    return !pod.spec().topologySpreadConstraints().isEmpty();
  }

  private List<SpreadConstraint> of(Pod pod, WhenUnsatisfiable when) {
    boolean hasItsOwn = hasItsOwn(pod);
    List<TopologySpreadConstraint> all =
        hasItsOwn ? pod.spec().topologySpreadConstraints() : defaults.constraints();
    if (!names(all, when) || (!hasItsOwn && DefaultSpreadSelector.isEmptyFor(pod, objects.get()))) {
      return List.of();
    }
    List<SpreadConstraint> chosen = new ArrayList<>(all.size());
    LabelSelector selector = null;
    for (TopologySpreadConstraint constraint : all) {
      if (constraint.whenUnsatisfiable() != when) {
        continue;
      }
      if (!hasItsOwn && selector == null) {
        selector = DefaultSpreadSelector.of(pod, objects.get());
        if (selector.isEmpty()) {
          return List.of();
        }
      }
      SpreadConstraint own = SpreadConstraint.of(constraint, pod.labels());
      chosen.add(selector == null ? own : own.withSelector(selector));
    }
    return chosen;
  }

  private static boolean names(List<TopologySpreadConstraint> all, WhenUnsatisfiable when) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).whenUnsatisfiable() == when) {
        return true;
      }
    }
    return false;
  }
}
