package io.towtank.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LowerBoundsTest {
  @Test
  void volumeTakesTheLargestNodesFirst() {
    long[] nodes = {10, 8, 2, 1};

    assertThat(LowerBounds.volume(nodes, 0)).isZero();
    assertThat(LowerBounds.volume(nodes, 10)).isEqualTo(1);
    assertThat(LowerBounds.volume(nodes, 11)).isEqualTo(2);
    assertThat(LowerBounds.volume(nodes, 19)).isEqualTo(3);
    assertThat(LowerBounds.volume(nodes, 21)).isEqualTo(4);
    assertThat(LowerBounds.volume(nodes, 22)).as("more than all nodes have").isEqualTo(5);
  }

  @Test
  void itemsAboveHalfNeedABinEach() {
    // Volume: 18 / 10 -> 2. But no two of the three sixes share a bin.
    assertThat(LowerBounds.martelloTothL2(counts(6, 6, 6), 10)).isEqualTo(3);
  }

  @Test
  void itemsTooLargeToShareLeaveTheirRestUnused() {
    // Volume: (3 * 7 + 3 * 4) / 10 -> 4. No 4 fits beside a 7, and two 4s share a bin: 3 + 2.
    assertThat(LowerBounds.martelloTothL2(counts(7, 7, 7, 4, 4, 4), 10)).isEqualTo(5);
  }

  @Test
  void exactHalvesShareABin() {
    assertThat(LowerBounds.martelloTothL2(counts(5, 5, 5, 5), 10)).isEqualTo(2);
    assertThat(LowerBounds.martelloTothL2(counts(5, 5), 11)).isEqualTo(1);
    assertThat(LowerBounds.martelloTothL2(counts(6, 6), 11)).isEqualTo(2);
  }

  @Test
  void nothingNeedsNoBin() {
    assertThat(LowerBounds.martelloTothL2(counts(), 10)).isZero();
  }

  @Test
  void amountsNearTheLargestLongDoNotOverflow() {
    long huge = Long.MAX_VALUE / 2;
    SortedMap<Long, Integer> items = new TreeMap<>();
    items.put(huge + 2, 1_000);

    assertThat(LowerBounds.martelloTothL2(items, Long.MAX_VALUE)).isBetween(500, 1_000);
    assertThat(LowerBounds.volume(new long[] {huge, huge}, Long.MAX_VALUE)).isEqualTo(3);
  }

  static LongStream seeds() {
    return LongStream.range(0, 150);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void l2LiesBetweenVolumeAndTheOptimum(long seed) {
    RandomStream random = new RandomStreams(seed).stream("test", "bins");
    int capacity = 4 + random.nextInt(20);
    long[] items =
        IntStream.range(0, 1 + random.nextInt(7))
            .mapToLong(i -> 1 + random.nextInt(capacity))
            .toArray();
    long[] bins = new long[items.length];
    Arrays.fill(bins, capacity);

    int l2 = LowerBounds.martelloTothL2(counts(items), capacity);

    assertThat(l2)
        .as("items %s in bins of %d", Arrays.toString(items), capacity)
        .isGreaterThanOrEqualTo(LowerBounds.volume(bins, LongStream.of(items).sum()))
        .isLessThanOrEqualTo(optimum(items, bins));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theShortWayForSmallItemsComesToTheSame(long seed) {
    RandomStream random = new RandomStreams(seed).stream("test", "small items");
    int largest = 4 + random.nextInt(9);
    SizeCounts items = new SizeCounts();
    for (int i = 0; i < 20; i++) {
      items.add(1 + random.nextInt(largest), 1 + random.nextInt(3));
    }

    assertThat(LowerBounds.martelloTothL2(items, 16))
        .isEqualTo(LowerBounds.martelloTothL2(items.asMap(), 16));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bothHoldForNodesOfSeveralSizes(long seed) {
    RandomStream random = new RandomStreams(seed).stream("test", "mixed bins");
    long[] items =
        IntStream.range(0, 1 + random.nextInt(6)).mapToLong(i -> 1 + random.nextInt(10)).toArray();
    // As many of the largest as there are items: every instance can be packed.
    long[] bins = new long[items.length + 3];
    Arrays.fill(bins, 12);
    bins[items.length] = 9;
    bins[items.length + 1] = 5;
    bins[items.length + 2] = 2;

    int optimum = optimum(items, bins);

    assertThat(LowerBounds.martelloTothL2(counts(items), 12)).isLessThanOrEqualTo(optimum);
    assertThat(LowerBounds.volume(bins, LongStream.of(items).sum())).isLessThanOrEqualTo(optimum);
  }

  private static SortedMap<Long, Integer> counts(long... sizes) {
    SortedMap<Long, Integer> counts = new TreeMap<>();
    for (long size : sizes) {
      counts.merge(size, 1, Integer::sum);
    }
    return counts;
  }

  /** Fewest bins, by trying every assignment. */
  private static int optimum(long[] items, long[] bins) {
    return fewest(items, 0, bins.clone(), bins, bins.length);
  }

  private static int fewest(long[] items, int item, long[] left, long[] bins, int best) {
    int used = 0;
    for (int b = 0; b < bins.length; b++) {
      used += left[b] < bins[b] ? 1 : 0;
    }
    if (used >= best && item < items.length) {
      return best;
    }
    if (item == items.length) {
      return Math.min(best, used);
    }
    int fewest = best;
    for (int b = 0; b < bins.length; b++) {
      boolean asTheOneBefore = b > 0 && left[b] == left[b - 1] && bins[b] == bins[b - 1];
      if (!asTheOneBefore && items[item] <= left[b]) {
        left[b] -= items[item];
        fewest = fewest(items, item + 1, left, bins, fewest);
        left[b] += items[item];
      }
    }
    return fewest;
  }
}
