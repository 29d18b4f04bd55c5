package io.towtank.workloads.input;

import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets pods that ask for the same share one spec: traces have few different ones, and millions of
 * pods. Bounded: when it is full it starts anew.
 */
public final class SpecCache {
  private static final int SPECS_MAX = 10_000;

  private final Map<Object, PodSpec> specByKey = new HashMap<>();

  /**
   * The spec that was made for this key, or a new one.
   *
   * @param key everything that the spec depends on, such as a record
   */
  public PodSpec get(Object key, Supplier<PodSpec> make) {
    PodSpec known = specByKey.get(key);
    if (known != null) {
      return known;
    }
    if (specByKey.size() == SPECS_MAX) {
      specByKey.clear();
    }
    PodSpec spec = make.get();
    specByKey.put(key, spec);
    return spec;
  }

  /** The spec of pods that ask for CPU and memory and nothing else, in millicores and bytes. */
  public PodSpec of(long cpuMillis, long memoryBytes) {
    return get(
        new Amounts(cpuMillis, memoryBytes),
        () -> PodSpec.builder().requests(ResourceList.of(cpuMillis, memoryBytes)).build());
  }

  private record Amounts(long cpuMillis, long memoryBytes) {}
}
