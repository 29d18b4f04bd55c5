package io.towtank.reports.playback;

import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.record.NodeDescription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The resources that a page shows: CPU, memory, the first two others, and pods. */
final class PageResources {
  private static final int OTHERS_MAX = 2;

  /**
   * One of them.
   *
   * @param unit of its amounts
   * @param scale amounts in one of what people read
   * @param shown what people read
   */
  record Resource(String name, String label, String unit, long scale, String shown) {}

  private final List<Resource> all = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  PageResources(Collection<NodeDescription> nodes) {
    Map<String, String> units = new LinkedHashMap<>();
    units.put(ResourceNames.CPU, ResourceNames.unit(ResourceNames.CPU));
    units.put(ResourceNames.MEMORY, ResourceNames.unit(ResourceNames.MEMORY));
    for (NodeDescription node : nodes) {
      for (NodeDescription.Amount amount : node.resources()) {
        units.putIfAbsent(amount.resource(), amount.unit());
      }
    }
    units.remove(ResourceNames.PODS);
    for (Map.Entry<String, String> entry : units.entrySet()) {
      if (all.size() < 2 + OTHERS_MAX && !entry.getKey().equals(ResourceNames.EPHEMERAL_STORAGE)) {
        all.add(resource(entry.getKey(), entry.getValue()));
      } else {
        leftOut.add(entry.getKey());
      }
    }
    all.add(new Resource(ResourceNames.PODS, "pods", "pods", 1, "pods"));
  }

  private static Resource resource(String name, String unit) {
    boolean isGpu = name.endsWith("/gpu");
    String label = name.equals(ResourceNames.CPU) ? "CPU" : isGpu ? "GPU" : Texts.clean(name);
    return switch (unit) {
      case "millicores" -> new Resource(name, label, unit, 1000, "cores");
      case "bytes" -> new Resource(name, label, unit, 1L << 30, "GiB");
      case "milli" -> new Resource(name, label, unit, 1000, isGpu ? "GPUs" : "");
      default -> new Resource(name, label, unit, 1, isGpu ? "GPUs" : "");
    };
  }

  List<Resource> all() {
    return all;
  }

  /** Names of those that are not shown. */
  List<String> leftOut() {
    return leftOut;
  }

  /** What a node has of them. */
  long[] of(NodeDescription node) {
    long[] amounts = new long[all.size()];
    for (NodeDescription.Amount amount : node.resources()) {
      for (int i = 0; i < amounts.length; i++) {
        if (all.get(i).name().equals(amount.resource())) {
          amounts[i] = amount.allocatable();
        }
      }
    }
    return amounts;
  }

  /** What a pod asks for of them. */
  List<Long> of(ResourceList requests) {
    List<Long> amounts = new ArrayList<>();
    for (Resource resource : all) {
      boolean isPods = resource.name().equals(ResourceNames.PODS);
      amounts.add(isPods ? 1L : requests.get(resource.name()));
    }
    return amounts;
  }
}
