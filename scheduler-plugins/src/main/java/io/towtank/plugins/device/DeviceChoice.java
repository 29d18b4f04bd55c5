package io.towtank.plugins.device;

import io.towtank.kernel.RandomStream;
import io.towtank.scheduling.framework.NodeInfo.DeviceVector;

/** How the device of a share is chosen among those with enough left. */
@FunctionalInterface
interface DeviceChoice {
  /** Index of the device, -1 if none has enough left. */
  int choose(DeviceVector devices, int milli);

  /** The one with least left; of equal ones the first. */
  static int tightest(DeviceVector devices, int milli) {
    int best = -1;
    int bestFree = Integer.MAX_VALUE;
    for (int device = 0; device < devices.size(); device++) {
      int free = devices.freeMilli(device);
      if (free >= milli && free < bestFree) {
        best = device;
        bestFree = free;
      }
    }
    return best;
  }

  /** The first. */
  static int first(DeviceVector devices, int milli) {
    for (int device = 0; device < devices.size(); device++) {
      if (devices.freeMilli(device) >= milli) {
        return device;
      }
    }
    return -1;
  }

  /** Any, with equal chances; one draw. */
  static int random(DeviceVector devices, int milli, RandomStream random) {
    int fitting = countWithLeft(devices, milli);
    if (fitting == 0) {
      return -1;
    }
    int skipped = random.nextInt(fitting);
    int device = first(devices, milli);
    while (skipped > 0) {
      device++;
      if (devices.freeMilli(device) >= milli) {
        skipped--;
      }
    }
    return device;
  }

  private static int countWithLeft(DeviceVector devices, int milli) {
    int count = 0;
    for (int device = 0; device < devices.size(); device++) {
      if (devices.freeMilli(device) >= milli) {
        count++;
      }
    }
    return count;
  }
}
