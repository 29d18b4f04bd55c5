package io.towtank.model;

/**
 * A pod's wish for shareable devices.
 *
 * <p>One device may be shared: {@code count} 1 with {@code milliPerDevice} below 1000. Several
 * devices are always taken whole.
 *
 * @param resource name of the device resource, e.g. {@code nvidia.com/gpu}
 * @param count how many devices, at least 1
 * @param milliPerDevice thousandths of each, 1 to 1000
 */
public record DeviceRequest(String resource, int count, int milliPerDevice) {
  /** Thousandths that make a whole device. */
  public static final int WHOLE = 1000;

  /** Refuses what no device can give. */
  public DeviceRequest {
    if (count < 1) {
      throw new IllegalArgumentException("device count must be at least 1, found " + count);
    }
    if (milliPerDevice < 1 || milliPerDevice > WHOLE) {
      throw new IllegalArgumentException(
          "milli per device must be 1 to 1000, found " + milliPerDevice);
    }
    if (count > 1 && milliPerDevice != WHOLE) {
      throw new IllegalArgumentException("several devices can only be taken whole");
    }
  }

  /** Whether one device is shared with others. */
  public boolean isShare() {
    return milliPerDevice < WHOLE;
  }

  /** Thousandths of devices in all. */
  public long totalMilli() {
    return (long) count * milliPerDevice;
  }
}
