package io.towtank.scheduling.testing;

import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;

/** Nodes and pods as tests show them. */
public final class Objects {
  /** Nanoseconds. */
  public static final long SECOND = 1_000_000_000L;

  private Objects() {}

  /** A node with CPU alone, for 110 pods. */
  public static Node node(String name, long cpuMillis) {
    return Node.builder(name, capacity(cpuMillis)).build();
  }

  /** CPU alone, 110 pods. */
  public static ResourceList capacity(long cpuMillis) {
    return cpu(cpuMillis).with(ResourceNames.PODS, Node.PODS_DEFAULT);
  }

  /** CPU alone. */
  public static ResourceList cpu(long millis) {
    return ResourceList.EMPTY.with(ResourceNames.CPU, millis);
  }

  /** A pod that requests CPU and does not end. */
  public static Pod pod(String name, long cpuMillis) {
    return Pod.builder(name, spec(cpuMillis)).build();
  }

  /** One container that requests CPU. */
  public static PodSpec spec(long cpuMillis) {
    return PodSpec.builder().requests(cpu(cpuMillis)).build();
  }

  /** Such a pod of some priority. */
  public static Pod pod(String name, long cpuMillis, int priority) {
    PodSpec spec = PodSpec.builder().requests(cpu(cpuMillis)).priority(priority).build();
    return Pod.builder(name, spec).priority(priority).build();
  }
}
