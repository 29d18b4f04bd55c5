package io.towtank.workloads.packing;

import io.towtank.model.ArrivalStream;
import io.towtank.model.DeviceRequest;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.PodArrival;
import io.towtank.model.PodMix;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceNames;
import io.towtank.model.TypicalPod;
import io.towtank.text.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The mix of a workload's pods that fragmentation is measured against: its most frequent kinds,
 * until they cover a part of all pods.
 *
 * <p>Pods are of one kind if they request the same CPU, the same devices and the same device
 * models; memory does not count. Kinds come by how many pods they have, the most first; of equally
 * many, the larger first: by CPU, thousandths of a device, devices, models. The shares of the kinds
 * that are kept add up to 1. Source: Q. Weng et al., "Beware of Fragmentation", USENIX ATC 2023,
 * and its published experiments.
 *
 * @see TypicalPod
 */
public final class TypicalPods {
  /** The part of all pods that the published experiments cover. */
  public static final double COVERAGE_DEFAULT = PodMix.COVERAGE_DEFAULT;

  private static final int KINDS_MAX = 1_000_000;
  private static final int SPECS_MAX = 1 << 12;
  private static final Comparator<Kind> LARGER_FIRST =
      Comparator.comparingLong(Kind::cpuMillis)
          .thenComparingInt(Kind::deviceMilli)
          .thenComparingInt(Kind::deviceCount)
          .thenComparing(kind -> String.join("|", kind.models()))
          .reversed();

  private TypicalPods() {}

  /**
   * The most frequent kinds, the most frequent first; as {@link #mix}, cut at a part of all pods.
   *
   * @param coverage part of all pods to cover, above 0 and at most 1
   */
  public static List<TypicalPod> of(
      ArrivalStream pods, String deviceResource, String modelLabel, double coverage)
      throws IOException {
    return mix(pods, deviceResource, modelLabel).typical(coverage);
  }

  /**
   * All kinds, the most frequent first. Reads the stream to its end, and closes it.
   *
   * @param deviceResource resource of the shareable devices to look at
   * @param modelLabel node label that constraints on the device's model name
   * @throws IOException if the pods can't be read
   * @throws InputException if there are no pods, or more than a million kinds
   */
  public static PodMix mix(ArrivalStream pods, String deviceResource, String modelLabel)
      throws IOException {
    Map<Kind, Long> countByKind = new LinkedHashMap<>();
    Map<PodSpec, Kind> kindBySpec = new HashMap<>();
    try (pods) {
      for (PodArrival arrival = pods.next(); arrival != null; arrival = pods.next()) {
        PodSpec spec = arrival.pod().spec();
        Kind kind = kindBySpec.get(spec);
        if (kind == null) {
          kind = kind(spec, deviceResource, modelLabel);
          if (kindBySpec.size() == SPECS_MAX) {
            kindBySpec.clear();
          }
          kindBySpec.put(spec, kind);
        }
        countByKind.merge(kind, 1L, Long::sum);
        if (countByKind.size() > KINDS_MAX) {
          throw new InputException("the workload has more than " + KINDS_MAX + " kinds of pods");
        }
      }
    }
    if (countByKind.isEmpty()) {
      throw new InputException("the workload has no pods");
    }
    return new PodMix(deviceResource, sorted(countByKind));
  }

  private static List<PodMix.Kind> sorted(Map<Kind, Long> countByKind) {
    List<Counted> kinds = new ArrayList<>();
    countByKind.forEach((kind, count) -> kinds.add(new Counted(kind, count)));
    kinds.sort(
        Comparator.comparingLong(Counted::count)
            .reversed()
            .thenComparing(Counted::kind, LARGER_FIRST));
    List<PodMix.Kind> sorted = new ArrayList<>(kinds.size());
    for (Counted counted : kinds) {
      Kind kind = counted.kind();
      sorted.add(
          new PodMix.Kind(
              kind.cpuMillis(),
              kind.deviceMilli(),
              kind.deviceCount(),
              kind.models(),
              counted.count()));
    }
    return sorted;
  }

  private static Kind kind(PodSpec spec, String deviceResource, String modelLabel) {
    long cpuMillis = spec.effectiveRequests().get(ResourceNames.CPU);
    for (DeviceRequest request : spec.devices()) {
      if (request.resource().equals(deviceResource)) {
        return new Kind(
            cpuMillis, request.milliPerDevice(), request.count(), models(spec, modelLabel));
      }
    }
    return new Kind(cpuMillis, 0, 0, List.of());
  }

  private static List<String> models(PodSpec spec, String modelLabel) {
    List<NodeSelectorTerm> terms = spec.nodeAffinity().required();
    String selected = spec.nodeSelector().get(modelLabel);
    if (selected != null) {
      return List.of(selected);
    }
    // Several terms are alternatives, so that none of them alone constrains the model.
    if (terms != null && terms.size() == 1) {
      for (NodeSelectorRequirement requirement : terms.get(0).matchExpressions()) {
        if (requirement.key().equals(modelLabel)
            && requirement.operator() == NodeSelectorRequirement.Operator.IN) {
          return requirement.values();
        }
      }
    }
    return List.of();
  }

  private record Kind(long cpuMillis, int deviceMilli, int deviceCount, List<String> models) {}

  private record Counted(Kind kind, long count) {}
}
