package io.towtank.metrics;

import java.util.Map;
import java.util.SortedMap;

/**
 * Lower bounds on the bins (nodes) that items (pods) need, by one resource alone. A packing that
 * uses as many as a bound says is optimal; the converse does not hold.
 */
public final class LowerBounds {
  /** Name of {@link #volume}. */
  public static final String VOLUME = "volume";

  /** Name of {@link #martelloTothL2}. */
  public static final String MARTELLO_TOTH_L2 = "martello-toth-l2";

  /**
   * Name of {@link #martelloTothL2} over single devices, turned into nodes by {@link #volume} over
   * the nodes' device counts.
   */
  public static final String MARTELLO_TOTH_L2_DEVICES = "martello-toth-l2-devices";

  // Above this the sums of L2 could overflow.
  private static final double EXACT_SUM_MAX = 0x1p60;

  private LowerBounds() {}

  /**
   * The fewest bins whose capacities add up to the demand: the largest ones.
   *
   * @param capacitiesDescending capacity of each bin, the largest first
   * @param demand sum of the sizes of all items
   * @return one more than there are bins where all of them together do not reach the demand
   */
  public static int volume(long[] capacitiesDescending, long demand) {
    long left = demand;
    int bins = 0;
    while (left > 0 && bins < capacitiesDescending.length) {
      left -= capacitiesDescending[bins++];
    }
    return left > 0 ? bins + 1 : bins;
  }

  /**
   * Bound L2 for bins of one capacity, in time linear in the number of distinct sizes. With bins of
   * several capacities it holds for the largest of them.
   *
   * <p>For each threshold α up to half the capacity, items above capacity − α go alone into a bin
   * each; the other items above half need a bin each too, and what these leave over can take items
   * from α up to half the capacity, whose rest needs further bins. Source: S. Martello, P. Toth,
   * "Knapsack Problems: Algorithms and Computer Implementations", Wiley 1990, §8.3.2.
   *
   * @param countBySize items of each size, sizes above 0
   * @param capacity above 0
   * @return never below volume / capacity, never above the optimum
   */
  public static int martelloTothL2(SortedMap<Long, Integer> countBySize, long capacity) {
    int kinds = countBySize.size();
    if (kinds == 0) {
      return 0;
    }
    int shift = shiftFor(countBySize, capacity);
    long bin = ((capacity - 1) >> shift) + 1;
    long[] sizes = new long[kinds];
    long[] counts = new long[kinds];
    int k = 0;
    for (Map.Entry<Long, Integer> entry : countBySize.entrySet()) {
      sizes[k] = entry.getKey() >> shift;
      counts[k++] = entry.getValue();
    }
    return martelloTothL2(sizes, counts, bin);
  }

  /**
   * As {@link #martelloTothL2(SortedMap, long)}, at once where no item is above half the capacity:
   * then no threshold says more than the volume.
   */
  static int martelloTothL2(SizeCounts items, long capacity) {
    if (items.largest() > capacity - items.largest()) {
      return martelloTothL2(items.asMap(), capacity);
    }
    long volume = items.volume();
    return volume == 0 ? 0 : (int) Math.min((volume - 1) / capacity + 1, Integer.MAX_VALUE);
  }

  private static int martelloTothL2(long[] sizes, long[] counts, long bin) {
    int kinds = sizes.length;
    int half = kinds;
    long bigCount = 0;
    long bigSum = 0;
    while (half > 0 && sizes[half - 1] > bin - sizes[half - 1]) {
      half--;
      bigCount += counts[half];
      bigSum += counts[half] * sizes[half];
    }
    long smallSum = 0;
    for (int i = 0; i < half; i++) {
      smallSum += counts[i] * sizes[i];
    }
    long best = 0;
    int alone = kinds;
    long sharedCount = bigCount;
    long sharedSum = bigSum;
    for (int i = -1; i < half; i++) {
      long threshold = i < 0 ? 0 : sizes[i];
      while (alone > half && sizes[alone - 1] > bin - threshold) {
        alone--;
        sharedCount -= counts[alone];
        sharedSum -= counts[alone] * sizes[alone];
      }
      long rest = smallSum - (sharedCount * bin - sharedSum);
      long further = rest > 0 ? (rest - 1) / bin + 1 : 0;
      best = Math.max(best, bigCount + further);
      if (i >= 0) {
        smallSum -= counts[i] * sizes[i];
      }
    }
    return (int) Math.min(best, Integer.MAX_VALUE);
  }

  /**
   * By how many bits to coarsen. Items rounded down in bins rounded up need no more bins than
   * before, so the bound stays one.
   */
  private static int shiftFor(SortedMap<Long, Integer> countBySize, long capacity) {
    double largest = 0;
    for (Map.Entry<Long, Integer> entry : countBySize.entrySet()) {
      largest += (double) entry.getValue() * Math.max(entry.getKey(), capacity);
    }
    int shift = 0;
    while (largest > EXACT_SUM_MAX) {
      largest /= 2;
      shift++;
    }
    return shift;
  }
}
