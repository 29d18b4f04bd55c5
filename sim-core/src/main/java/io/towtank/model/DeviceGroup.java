package io.towtank.model;

/**
 * The shareable devices of one kind on a node, each of 1000 thousandths.
 *
 * @param resource name of the device resource
 * @param count how many devices
 * @param model model name, empty where unknown
 */
public record DeviceGroup(String resource, int count, String model) {
  private static final int COUNT_MAX = 1024;

  /** Refuses counts outside 1 to 1024. */
  public DeviceGroup {
    if (count < 1 || count > COUNT_MAX) {
      throw new IllegalArgumentException("device count must be 1 to 1024, found " + count);
    }
  }

  /** Thousandths in all. */
  public long totalMilli() {
    return (long) count * DeviceRequest.WHOLE;
  }
}
