package io.towtank.record;

import java.util.List;

/**
 * One node at the end of the run.
 *
 * @param zone its zone label, empty where it has none
 * @param model its device model, empty where it has none
 * @param pods pods on it
 * @param podsPeak most pods that were ever on it
 * @param resources what it has and what of it is allocated
 * @param deviceFreeMilli thousandths left on each shareable device
 */
public record NodeRow(
    String name,
    String zone,
    String model,
    int pods,
    int podsPeak,
    List<Amount> resources,
    List<Integer> deviceFreeMilli) {

  /**
   * One resource of the node.
   *
   * @param unit unit of both amounts
   * @param allocatable what pods can have
   * @param allocated sum of the requests of the pods on it
   * @param allocatedMean time-weighted mean of that sum over the run
   */
  public record Amount(
      String resource, String unit, long allocatable, long allocated, double allocatedMean) {}
}
