package io.towtank.model;

import java.util.List;

/**
 * Which devices of its node a pod holds.
 *
 * @param resource name of the device resource
 * @param devices indexes within the node's group of that resource, ascending
 * @param milliPerDevice thousandths held of each
 */
public record DeviceAllocation(String resource, List<Integer> devices, int milliPerDevice) {
  /** Copies the indexes. */
  public DeviceAllocation {
    devices = List.copyOf(devices);
  }
}
