package io.towtank.scheduling.cache;

import io.towtank.model.DeviceAllocation;
import io.towtank.model.DeviceGroup;
import io.towtank.model.DeviceRequest;
import io.towtank.scheduling.framework.NodeInfo;
import java.util.Arrays;

/** Thousandths left on each device of one group. */
final class DeviceState implements NodeInfo.DeviceVector {
  private final DeviceGroup group;
  private final int resource;
  private final int[] freeMilli;

  DeviceState(DeviceGroup group, int resource) {
    this.group = group;
    this.resource = resource;
    this.freeMilli = new int[group.count()];
    Arrays.fill(freeMilli, DeviceRequest.WHOLE);
  }

  private DeviceState(DeviceState original) {
    group = original.group;
    resource = original.resource;
    freeMilli = original.freeMilli.clone();
  }

  DeviceState copy() {
    return new DeviceState(this);
  }

  int resource() {
    return resource;
  }

  @Override
  public DeviceGroup group() {
    return group;
  }

  @Override
  public int size() {
    return freeMilli.length;
  }

  @Override
  public int freeMilli(int device) {
    return freeMilli[device];
  }

  void take(DeviceAllocation allocation) {
    change(allocation, -allocation.milliPerDevice());
  }

  void giveBack(DeviceAllocation allocation) {
    change(allocation, allocation.milliPerDevice());
  }

  private void change(DeviceAllocation allocation, int milli) {
    for (int device : allocation.devices()) {
      if (device >= freeMilli.length) {
        continue; // The node has lost it; its pod has yet to end.
      }
      int left = freeMilli[device] + milli;
      if (left < 0 || left > DeviceRequest.WHOLE) {
        throw new IllegalStateException(
            group.resource() + " device " + device + " would have " + left + " milli left");
      }
      freeMilli[device] = left;
    }
  }
}
