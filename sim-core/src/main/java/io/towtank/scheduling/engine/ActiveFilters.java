package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.FilterPlugin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filters of a profile that are left where some plugins' PreFilter skipped the pod. */
final class ActiveFilters {
  private final List<String> skipped;
  private final FilterPlugin[] filters;
  private final boolean areDeclared;
  private @Nullable FilterPlan plan;

  /**
   * All but the skipped ones.
   *
   * @param all the profile's filters, in their order
   * @param skipped names of plugins
   */
  ActiveFilters(List<FilterPlugin> all, List<String> skipped) {
    this.skipped = List.copyOf(skipped);
    List<FilterPlugin> left = new ArrayList<>();
    boolean declared = true;
    for (FilterPlugin filter : all) {
      if (!skipped.contains(filter.name())) {
        left.add(filter);
        declared &= filter.filterDependence().isDeclared();
      }
    }
    filters = left.toArray(new FilterPlugin[0]);
    areDeclared = declared;
  }

  /** Names of the plugins whose Filter has no say. */
  List<String> skipped() {
    return skipped;
  }

  /** How many there are. */
  int count() {
    return filters.length;
  }

  /** One of them, in their order. */
  FilterPlugin get(int i) {
    return filters[i];
  }

  /** Whether all have declared what their verdicts follow from. */
  boolean areDeclared() {
    return areDeclared;
  }

  /** How an engine goes about them; the same object each time. */
  FilterPlan plan() {
    FilterPlan known = plan;
    if (known == null) {
      known = FilterPlan.of(this);
      plan = known;
    }
    return known;
  }
}
