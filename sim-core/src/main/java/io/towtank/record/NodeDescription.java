package io.towtank.record;

import java.util.List;

/**
 * What is said of a node when it joins, or when its size changes.
 *
 * @param zone its zone label, empty where it has none
 * @param rack its rack label, empty where it has none
 * @param model model of its first devices, empty where it has none
 * @param resources what pods can have of each resource that it has, the number of pods among them
 * @param devices how many shareable devices it has
 */
public record NodeDescription(
    String name, String zone, String rack, String model, List<Amount> resources, int devices) {
  /** Copies the resources. */
  public NodeDescription {
    resources = List.copyOf(resources);
  }

  /**
   * One resource of the node.
   *
   * @param unit unit of the amount
   * @param allocatable what pods can have
   */
  public record Amount(String resource, String unit, long allocatable) {}
}
