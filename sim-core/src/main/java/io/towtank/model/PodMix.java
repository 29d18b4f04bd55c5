package io.towtank.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What a workload's pods are like: the kinds of pods in it and how many there are of each.
 *
 * @param deviceResource resource of the shareable devices that the kinds speak of
 * @param kinds the most frequent first
 */
public record PodMix(String deviceResource, List<Kind> kinds) {
  /** The mix of no pods. */
  public static final PodMix EMPTY = new PodMix(ResourceNames.NVIDIA_GPU, List.of());

  /** The part of all pods that the experiments published with the measure cover. */
  public static final double COVERAGE_DEFAULT = 0.95;

  /** Copies the kinds. */
  public PodMix {
    kinds = List.copyOf(kinds);
  }

  /**
   * Pods that request alike.
   *
   * @param cpuMillis CPU requested, in millicores
   * @param deviceMilli thousandths requested of each device; 0 for pods without devices
   * @param deviceCount devices requested; 0 for pods without devices
   * @param models device models that the pods accept; empty for any
   * @param count how many there are, at least 1
   */
  public record Kind(
      long cpuMillis, int deviceMilli, int deviceCount, List<String> models, long count) {
    /** Copies the models; refuses a count below 1. */
    public Kind {
      models = List.copyOf(models);
      if (count < 1) {
        throw new IllegalArgumentException("count must be at least 1, found " + count);
      }
    }
  }

  /**
   * The most frequent kinds, until they cover a part of all pods; their shares add up to 1. Source:
   * Q. Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing Workloads with Fragmentation
   * Gradient Descent", USENIX ATC 2023, and its published experiments.
   *
   * @param coverage above 0 and at most 1
   */
  public List<TypicalPod> typical(double coverage) {
    if (!(coverage > 0 && coverage <= 1)) {
      throw new IllegalArgumentException(
          "coverage must be above 0 and at most 1, found " + coverage);
    }
    long total = 0;
    for (Kind kind : kinds) {
      total = Math.addExact(total, kind.count);
    }
    long covered = 0;
    int size = 0;
    while (size < kinds.size() && (double) covered / total < coverage) {
      covered += kinds.get(size++).count;
    }
    double coveredShare = (double) covered / total;
    List<TypicalPod> typical = new ArrayList<>(size);
    for (Kind kind : kinds.subList(0, size)) {
      // In this order of operations, so that shares agree to the last bit with the published ones.
      double share = ((double) kind.count / total) / coveredShare;
      typical.add(
          new TypicalPod(kind.cpuMillis, kind.deviceMilli, kind.deviceCount, kind.models, share));
    }
    return typical;
  }
}
