package io.towtank.metrics;

import io.towtank.model.PodSpec;
import io.towtank.model.ResourceIndex;
import io.towtank.model.ResourceList;
import io.towtank.scheduling.framework.PodInfo;
import java.util.HashMap;
import java.util.Map;

/** Requests of pods by name of the resource; pods with the very same requests share one list. */
final class RequestLists {
  private static final int SPECS_MAX = 1 << 12;

  private record Known(PodInfo info, ResourceList requests) {}

  private final ResourceIndex index;
  private final Map<PodSpec, Known> bySpec = new HashMap<>();

  RequestLists(ResourceIndex index) {
    this.index = index;
  }

  ResourceList of(PodInfo info) {
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

  private ResourceList listed(PodInfo info) {
    Map<String, Long> requests = new HashMap<>();
    for (int i = 0; i < info.requestCount(); i++) {
      requests.merge(index.name(info.requestResource(i)), info.requestAmount(i), Long::sum);
    }
    return ResourceList.of(requests);
  }
}
