package io.towtank.workloads.input;

import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets pods that ask for the same share one spec: traces have few different ones, and millions of
 * pods. Bounded: when it is full it starts anew.
 */
public final class SpecCache {
  private static final int SPECS_MAX = 10_000;

  private final Map<Object, PodSpec> specByKey = new HashMap<>();
  private Amounts latestAmounts = new Amounts(-1, -1);
  private @Nullable PodSpec latestOfAmounts;

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
    PodSpec latest = latestOfAmounts;
    if (latest != null
        && cpuMillis == latestAmounts.cpuMillis
        && memoryBytes == latestAmounts.memoryBytes) {
      return latest;
    }
    Amounts amounts = new Amounts(cpuMillis, memoryBytes);
    PodSpec spec =
        get(
            amounts,
            () -> PodSpec.builder().requests(ResourceList.of(cpuMillis, memoryBytes)).build());
    latestAmounts = amounts;
    latestOfAmounts = spec;
    return spec;
  }

  private record Amounts(long cpuMillis, long memoryBytes) {}
}
