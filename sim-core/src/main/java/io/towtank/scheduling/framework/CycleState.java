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
  private final List<String> skippedFilters = new ArrayList<>(4);

  /** A value that plugins change on trial; others must not be changed once written. */
  public interface Copyable {
    /** A copy that can be changed without changing this. */
    Copyable copy();
  }

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

  /** A copy to try things on: values that are {@link Copyable} are copied, others shared. */
  public CycleState copy() {
    CycleState copy = new CycleState();
    copy.keys.addAll(keys);
    for (Object value : values) {
      copy.values.add(value instanceof Copyable copyable ? copyable.copy() : value);
    }
    copy.devices.addAll(devices);
    copy.skippedFilters.addAll(skippedFilters);
    return copy;
  }

  /** A plugin's Filter has no say in this attempt; the engine notes it after PreFilter. */
  public void skipFilter(String plugin) {
    skippedFilters.add(plugin);
  }

  /** Whether the plugin's Filter has no say in this attempt. */
  public boolean isFilterSkipped(String plugin) {
    return !skippedFilters.isEmpty() && skippedFilters.contains(plugin);
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
