package io.towtank.metrics;

import io.towtank.model.TypicalPod;
import java.util.Arrays;
import java.util.List;

/**
 * What of a node's free capacity the workload's mix of pods can't use.
 *
 * <p>A typical pod fits on a node if the free CPU suffices and enough devices of an accepted model
 * have enough left; memory is not looked at. The fragmented amount of devices is the sum over the
 * typical pods of share × idle thousandths that this pod can't use: all idle ones if it does not
 * fit or wants none, else those on devices with less left than it needs of one. Source: Q. Weng et
 * al., "Beware of Fragmentation: Scheduling GPU-Sharing Workloads with Fragmentation Gradient
 * Descent", USENIX ATC 2023. Of any other resource it is, by analogy and of our making, the free
 * amount times the share of the typical pods that do not fit.
 *
 * <p>One look costs the number of typical pods times the node's devices; for a node without devices
 * a binary search, as what fits there changes only where its free CPU passes a typical pod's.
 */
final class FragmentationMeasure {
  private final List<TypicalPod> mix;

  /** CPU that the typical pods without devices ask for, ascending, each once. */
  private final long[] cpuSteps;

  /** Unfit share without devices, by how many steps are fulfilled; NaN where nobody asked yet. */
  private final double[] unfitByStep;

  FragmentationMeasure(List<TypicalPod> mix) {
    this.mix = List.copyOf(mix);
    cpuSteps =
        mix.stream()
            .filter(pod -> pod.deviceCount() == 0)
            .mapToLong(TypicalPod::cpuMillis)
            .sorted()
            .distinct()
            .toArray();
    unfitByStep = new double[cpuSteps.length + 1];
    Arrays.fill(unfitByStep, Double.NaN);
  }

  /** Whether there is a mix to measure by. */
  boolean isMeasured() {
    return !mix.isEmpty();
  }

  /** Share of the mix that does not fit. */
  double unfitShare(long freeCpuMillis, String model, int[] freeMilli) {
    if (freeMilli.length > 0) {
      return sumOfUnfit(freeCpuMillis, model, freeMilli);
    }
    int found = Arrays.binarySearch(cpuSteps, freeCpuMillis);
    int steps = found >= 0 ? found + 1 : -found - 1;
    if (Double.isNaN(unfitByStep[steps])) {
      unfitByStep[steps] = sumOfUnfit(freeCpuMillis, model, freeMilli);
    }
    return unfitByStep[steps];
  }

  private double sumOfUnfit(long freeCpuMillis, String model, int[] freeMilli) {
    double unfit = 0;
    for (TypicalPod pod : mix) {
      if (!fits(pod, freeCpuMillis, model, freeMilli)) {
        unfit += pod.share();
      }
    }
    return unfit;
  }

  /** Thousandths of devices that the mix can't use, weighted by share. */
  double deviceMilli(long freeCpuMillis, String model, int[] freeMilli) {
    long idle = 0;
    for (int free : freeMilli) {
      idle += Math.max(0, free);
    }
    if (idle == 0) {
      return 0;
    }
    double sum = 0;
    for (TypicalPod pod : mix) {
      boolean canUse = pod.deviceCount() > 0 && fits(pod, freeCpuMillis, model, freeMilli);
      sum += pod.share() * (canUse ? below(pod.deviceMilli(), freeMilli) : idle);
    }
    return sum;
  }

  private static boolean fits(TypicalPod pod, long freeCpuMillis, String model, int[] freeMilli) {
    if (pod.cpuMillis() > freeCpuMillis) {
      return false;
    }
    if (pod.deviceCount() == 0) {
      return true;
    }
    if (!pod.models().isEmpty() && !pod.models().contains(model)) {
      return false;
    }
    int enough = 0;
    for (int free : freeMilli) {
      if (free >= pod.deviceMilli()) {
        enough++;
      }
    }
    return enough >= pod.deviceCount();
  }

  private static long below(int neededMilli, int[] freeMilli) {
    long sum = 0;
    for (int free : freeMilli) {
      if (free > 0 && free < neededMilli) {
        sum += free;
      }
    }
    return sum;
  }
}
