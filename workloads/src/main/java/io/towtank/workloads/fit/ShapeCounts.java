package io.towtank.workloads.fit;

import io.towtank.model.Pod;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The different shapes of pods, with how many there are of each; a limited number of them. */
final class ShapeCounts {
  static final int SHAPES_MAX = 100_000;

  /** Number of a pod's shape for which there was no room. */
  static final int OTHER = -1;

  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private final List<Shape> byNumber = new ArrayList<>();
  private long constrained;
  private long others;

  /** A shape; its kind is everything but CPU and memory, in words. */
  static final class Shape {
    private final int number;
    private final String kind;
    private final PodSpec spec;
    private long pods;

    private Shape(int number, String kind, PodSpec spec) {
      this.number = number;
      this.kind = kind;
      this.spec = spec;
    }

    int number() {
      return number;
    }

    String kind() {
      return kind;
    }

    PodSpec spec() {
      return spec;
    }

    long pods() {
      return pods;
    }
  }

  /** Counts a pod; returns the number of its shape. */
  int add(Pod pod) {
    PodSpec spec = pod.spec();
    if (spec.nodeAffinity().required() != null
        || !spec.nodeAffinity().preferred().isEmpty()
        || !spec.topologySpreadConstraints().isEmpty()
        || !spec.podAffinity().equals(PodAffinity.NONE)
        || !spec.podAntiAffinity().equals(PodAffinity.NONE)) {
      constrained++;
    }
    ResourceList requests = spec.effectiveRequests();
    int priority = spec.priority() == null ? pod.priority() : spec.priority();
    String kind =
        requests.without(ResourceNames.CPU).without(ResourceNames.MEMORY)
            + "/"
            + spec.devices()
            + "/"
            + spec.nodeSelector()
            + "/"
            + spec.tolerations()
            + "/"
            + priority
            + "/"
            + spec.schedulerName();
    String key =
        requests.get(ResourceNames.CPU) + "/" + requests.get(ResourceNames.MEMORY) + "/" + kind;
    Shape shape = shapes.get(key);
    if (shape == null) {
      if (shapes.size() == SHAPES_MAX) {
        others++;
        return OTHER;
      }
      shape = new Shape(shapes.size(), kind, plain(spec, requests, priority));
      shapes.put(key, shape);
      byNumber.add(shape);
    }
    shape.pods++;
    return shape.number;
  }

  private static PodSpec plain(PodSpec spec, ResourceList requests, int priority) {
    return PodSpec.builder()
        .requests(requests)
        .devices(spec.devices())
        .nodeSelector(spec.nodeSelector())
        .tolerations(spec.tolerations())
        .priority(priority)
        .schedulerName(spec.schedulerName())
        .build();
  }

  Shape shape(int number) {
    return byNumber.get(number);
  }

  /** The most frequent first; of equally frequent ones the one that came first. */
  List<Shape> frequentFirst() {
    List<Shape> sorted = new ArrayList<>(byNumber);
    sorted.sort(Comparator.comparingLong(Shape::pods).reversed());
    return sorted;
  }

  /** Pods with affinities or spread constraints, which no template repeats. */
  long constrained() {
    return constrained;
  }

  /** Pods of shapes for which there was no room. */
  long others() {
    return others;
  }
}
