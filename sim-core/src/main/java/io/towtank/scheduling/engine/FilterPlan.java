package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.FilterPlugin;
import java.util.ArrayList;
import java.util.List;

/**
 * The filters that have a say on the pods of one class, all with declared dependence.
 *
 * @param all in their order
 * @param onSpec those whose verdicts stay while descriptions do
 * @param onLoad those whose verdicts change with what lies on the node
 * @param isOnAllSpecs whether some verdict follows from the descriptions of other nodes
 */
record FilterPlan(
    List<FilterPlugin> all,
    List<FilterPlugin> onSpec,
    List<FilterPlugin> onLoad,
    boolean isOnAllSpecs) {
  static final FilterPlan NONE = new FilterPlan(List.of(), List.of(), List.of(), false);

  static FilterPlan of(ActiveFilters active) {
    List<FilterPlugin> all = new ArrayList<>();
    List<FilterPlugin> onSpec = new ArrayList<>();
    List<FilterPlugin> onLoad = new ArrayList<>();
    boolean isOnAllSpecs = false;
    for (int i = 0; i < active.count(); i++) {
      FilterPlugin filter = active.get(i);
      all.add(filter);
      isOnAllSpecs |= filter.filterDependence().isOnAllSpecs();
      (filter.filterDependence().isOnLoad() ? onLoad : onSpec).add(filter);
    }
    return new FilterPlan(List.copyOf(all), List.copyOf(onSpec), List.copyOf(onLoad), isOnAllSpecs);
  }

  /** Whether all of {@link #onSpec} stand before {@link #onLoad}, so that they refuse first. */
  boolean isSpecFirst() {
    return all.subList(0, onSpec.size()).equals(onSpec);
  }
}
