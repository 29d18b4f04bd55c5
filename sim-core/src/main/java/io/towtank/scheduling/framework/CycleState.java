package io.towtank.scheduling.framework;

import io.towtank.model.DeviceAllocation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What plugins remember during one attempt to schedule one pod: written once, usually in PreFilter
 * or PreScore, and read for every node.
 */
public final class CycleState {
  private final List<StateKey<?>> keys = new ArrayList<>(4);
  private final List<Object> values = new ArrayList<>(4);
  private final List<DeviceAllocation> devices = new ArrayList<>(1);

  /** Keeps a value, in place of an older one under the same key. */
  public <T> void write(StateKey<T> key, T value) {
    int i = keys.indexOf(key);
    if (i >= 0) {
      values.set(i, value);
    } else {
      keys.add(key);
      values.add(value);
    }
  }

  /** The value under the key, or null if none was written. */
  public <T> @Nullable T read(StateKey<T> key) {
    int i = keys.indexOf(key);
    return i < 0 ? null : key.cast(values.get(i));
  }

  /** Claims devices of the chosen node for the pod; called in Reserve. */
  public void claimDevices(DeviceAllocation allocation) {
    devices.add(allocation);
  }

  /** Takes back all claims; called in Unreserve. */
  public void releaseDevices() {
    devices.clear();
  }

  /** Devices claimed so far. */
  public List<DeviceAllocation> claimedDevices() {
    return List.copyOf(devices);
  }
}
