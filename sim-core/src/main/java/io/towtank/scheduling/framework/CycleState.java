package io.towtank.scheduling.framework;

import io.towtank.model.DeviceAllocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What plugins remember during one attempt to schedule one pod: written once, usually in PreFilter
 * or PreScore, and read for every node.
 */
public final class CycleState {
  private static final Object[] NOTHING = {};
  private static final int GROWTH = 8;

  /** Keys and their values, in turn. */
  private Object[] entries = NOTHING;

  private int end;
  private List<DeviceAllocation> devices = List.of();
  private List<String> skippedFilters = List.of();

  /** A value that plugins change on trial; others must not be changed once written. */
  public interface Copyable {
    /** A copy that can be changed without changing this. */
    Copyable copy();
  }

  /** Keeps a value, in place of an older one under the same key. */
  public <T> void write(StateKey<T> key, T value) {
    int i = indexOf(key);
    if (i < 0) {
      if (end == entries.length) {
        entries = Arrays.copyOf(entries, end + GROWTH);
      }
      i = end;
      end += 2;
    }
    entries[i] = key;
    entries[i + 1] = value;
  }

  /** The value under the key, or null if none was written. */
  public <T> @Nullable T read(StateKey<T> key) {
    int i = indexOf(key);
    return i < 0 ? null : key.cast(entries[i + 1]);
  }

  @SuppressWarnings("ReferenceEquality") // keys are equal only to themselves
  private int indexOf(StateKey<?> key) {
    for (int i = 0; i < end; i += 2) {
      if (entries[i] == key) {
        return i;
      }
    }
    return -1;
  }

  /** A copy to try things on: values that are {@link Copyable} are copied, others shared. */
  public CycleState copy() {
    CycleState copy = new CycleState();
    copy.entries = entries.clone();
    copy.end = end;
    for (int i = 1; i < end; i += 2) {
      if (entries[i] instanceof Copyable copyable) {
        copy.entries[i] = copyable.copy();
      }
    }
    copy.devices = devices;
    copy.skippedFilters = skippedFilters;
    return copy;
  }

  /** These plugins' Filters have no say in this attempt; the engine notes it after PreFilter. */
  public void skipFilters(List<String> plugins) {
    skippedFilters = List.copyOf(plugins);
  }

  /** Names of the plugins whose Filter has no say in this attempt. */
  public List<String> skippedFilters() {
    return skippedFilters;
  }

  /** Whether the plugin's Filter has no say in this attempt. */
  public boolean isFilterSkipped(String plugin) {
    return skippedFilters.contains(plugin);
  }

  /** Claims devices of the chosen node for the pod; called in Reserve. */
  public void claimDevices(DeviceAllocation allocation) {
    List<DeviceAllocation> more = new ArrayList<>(devices);
    more.add(allocation);
    devices = List.copyOf(more);
  }

  /** Takes back all claims; called in Unreserve. */
  public void releaseDevices() {
    devices = List.of();
  }

  /** Devices claimed so far. */
  public List<DeviceAllocation> claimedDevices() {
    return devices;
  }
}
