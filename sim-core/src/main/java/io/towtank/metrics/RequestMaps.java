package io.towtank.metrics;

import io.towtank.model.PodSpec;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.PodInfo;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Requests of pods by name of the resource; pods with the very same requests share one map. */
final class RequestMaps {
  private static final int SPECS_MAX = 1 << 12;

  private record Known(PodInfo info, SortedMap<String, Long> requests) {}

  private final ResourceIndex index;
  private final Map<PodSpec, Known> bySpec = new HashMap<>();

  RequestMaps(ResourceIndex index) {
    this.index = index;
  }

  SortedMap<String, Long> of(PodInfo info) {
    Known known = bySpec.get(info.spec());
    if (known == null || !known.info().hasRequestsOf(info)) {
      if (bySpec.size() == SPECS_MAX) {
        bySpec.clear();
      }
      known = new Known(info, listed(info));
      bySpec.put(info.spec(), known);
    }
    return known.requests();
  }

  private SortedMap<String, Long> listed(PodInfo info) {
    SortedMap<String, Long> requests = new TreeMap<>();
    for (int i = 0; i < info.requestCount(); i++) {
      requests.merge(index.name(info.requestResource(i)), info.requestAmount(i), Long::sum);
    }
    return Collections.unmodifiableSortedMap(requests);
  }
}
