package io.towtank.workloads.packing;

import io.towtank.model.DeviceGroup;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.text.InputException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * How much of a resource the pods of a packing workload shall request in all: less than the trace
 * does, and pods are deleted; more, and copies are added.
 *
 * @param resource a resource of nodes, be it of shareable devices or not
 * @param targetAmount the sum of requests to come near to, in thousandths for devices, in the
 *     resource's unit for others
 */
public record Inflation(String resource, long targetAmount) {
  private static final double SHARE_MAX = 1000;

  /**
   * A share of what the nodes have to give, rounded down to whole units.
   *
   * @param share above 0 and at most 1000; 1.3 is 130 %
   * @throws InputException if the share is outside, or the nodes have nothing of the resource
   */
  public static Inflation toShare(double share, String resource, List<Node> nodes) {
    if (!(share > 0 && share <= SHARE_MAX)) {
      throw new InputException(
          "inflation: found share " + share + ", expected a number above 0 and at most 1000");
    }
    BigDecimal capacity = BigDecimal.ZERO;
    for (Node node : nodes) {
      capacity = capacity.add(BigDecimal.valueOf(amountOf(node, resource)));
    }
    if (capacity.signum() == 0) {
      throw new InputException("inflation: no node has any '" + resource + "'");
    }
    BigDecimal target =
        capacity.multiply(BigDecimal.valueOf(share)).setScale(0, RoundingMode.FLOOR);
    if (target.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 2)) > 0) {
      throw new InputException("inflation: " + share + " of '" + resource + "' is too large");
    }
    return new Inflation(resource, target.longValueExact());
  }

  /** All that a pod requests of the resource. */
  long requested(Pod pod) {
    for (DeviceRequest request : pod.spec().devices()) {
      if (request.resource().equals(resource)) {
        return request.totalMilli();
      }
    }
    return pod.spec().effectiveRequests().get(resource);
  }

  /** What a pod requests of a single device; of a resource without devices, all it requests. */
  long requestedOfOneDevice(Pod pod) {
    for (DeviceRequest request : pod.spec().devices()) {
      if (request.resource().equals(resource)) {
        return request.milliPerDevice();
      }
    }
    return requested(pod);
  }

  private static long amountOf(Node node, String resource) {
    for (DeviceGroup group : node.devices()) {
      if (group.resource().equals(resource)) {
        return group.totalMilli();
      }
    }
    return node.allocatable().get(resource);
  }
}
