package io.towtank.scenarios.capacity;

import java.util.List;

/**
 * What is left of a cluster.
 *
 * @param cluster the cluster's file
 * @param nodes its nodes
 * @param unschedulableNodes those of them that are cordoned; what is free there does not count
 * @param resources each resource that a node has
 * @param shapes the most frequent kinds of pods and how many more of each fit
 */
public record HeadroomReport(
    String cluster,
    int nodes,
    int unschedulableNodes,
    List<Resource> resources,
    List<Shape> shapes) {
  /** Copies the lists. */
  public HeadroomReport {
    resources = List.copyOf(resources);
    shapes = List.copyOf(shapes);
  }

  /**
   * One resource, in its unit; devices in thousandths.
   *
   * @param allocatable on all nodes
   * @param requested by pods on nodes
   * @param free on nodes that are not cordoned
   * @param freeRatio free / allocatable
   * @param largestFree most on one node
   * @param largestFreeNode that node; empty if nothing is free
   */
  public record Resource(
      String resource,
      String unit,
      long allocatable,
      long requested,
      long free,
      double freeRatio,
      long largestFree,
      String largestFreeNode) {}

  /**
   * Pods that request the same.
   *
   * @param example one of them, whose copies are counted: with its labels, affinity and the rest
   * @param pods how many there are
   * @param fit the copies
   */
  public record Shape(String example, int pods, FitReport fit) {}
}
