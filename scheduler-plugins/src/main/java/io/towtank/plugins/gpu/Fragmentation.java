package io.towtank.plugins.gpu;

import io.towtank.model.TypicalPod;
import java.util.List;

/**
 * How many idle thousandths of a node's devices a mix of pods can't use: the sum over the typical
 * pods of share × what this pod can't use. If the pod fits by CPU and devices, these are the
 * devices with less left than it needs of one; if it does not, or wants no device, all that is
 * idle.
 *
 * <p>Amounts are added up by what is wrong with the pod (see {@link #amount}) and only then in all:
 * scores are truncated to integers, so that the last bit of the sum may decide, and published
 * results added up in this order.
 *
 * <p>Source: Q. Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing Workloads with
 * Fragmentation Gradient Descent", USENIX ATC 2023.
 */
final class Fragmentation {
  private final int size;
  private final double[] shares;
  private final long[] cpuMillis;
  private final int[] deviceMilli;
  private final int[] deviceCounts;
  private final List<TypicalPod> pods;

  Fragmentation(List<TypicalPod> pods) {
    this.pods = List.copyOf(pods);
    size = pods.size();
    shares = new double[size];
    cpuMillis = new long[size];
    deviceMilli = new int[size];
    deviceCounts = new int[size];
    for (int i = 0; i < size; i++) {
      shares[i] = pods.get(i).share();
      cpuMillis[i] = pods.get(i).cpuMillis();
      deviceMilli[i] = pods.get(i).deviceMilli();
      deviceCounts[i] = pods.get(i).deviceCount();
    }
  }

  /** Whether devices of this model are open to each of the typical pods, in their order. */
  boolean[] access(String model) {
    boolean[] access = new boolean[size];
    for (int i = 0; i < size; i++) {
      List<String> models = pods.get(i).models();
      access[i] = models.isEmpty() || models.contains(model);
    }
    return access;
  }

  /**
   * Thousandths that the mix can't use.
   *
   * @param freeCpuMillis CPU left on the node
   * @param freeMilli thousandths left on each device
   * @param access as {@link #access} says for the devices' model
   */
  double amount(long freeCpuMillis, int[] freeMilli, boolean[] access) {
    long idle = 0;
    for (int free : freeMilli) {
      idle += free;
    }
    if (idle == 0) {
      return 0;
    }
    double lackingBoth = 0;
    double lackingDevices = 0;
    double lackingCpu = 0;
    double plainSatisfied = 0;
    double plainLackingCpu = 0;
    double noAccess = 0;
    for (int i = 0; i < size; i++) {
      boolean hasCpu = cpuMillis[i] <= freeCpuMillis;
      if (deviceCounts[i] == 0) {
        if (hasCpu) {
          plainSatisfied += shares[i] * idle;
        } else {
          plainLackingCpu += shares[i] * idle;
        }
      } else if (!access[i]) {
        noAccess += shares[i] * idle;
      } else {
        int needed = deviceMilli[i];
        int enough = 0;
        long tooSmall = 0;
        for (int free : freeMilli) {
          if (free >= needed) {
            enough++;
          } else {
            tooSmall += free;
          }
        }
        boolean hasDevices = enough >= deviceCounts[i];
        if (hasCpu) {
          lackingDevices += shares[i] * (hasDevices ? tooSmall : idle);
        } else if (hasDevices) {
          lackingCpu += shares[i] * idle;
        } else {
          lackingBoth += shares[i] * idle;
        }
      }
    }
    return lackingBoth + lackingDevices + lackingCpu + plainSatisfied + plainLackingCpu + noAccess;
  }
}
