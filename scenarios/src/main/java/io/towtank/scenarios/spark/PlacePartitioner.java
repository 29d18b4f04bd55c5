package io.towtank.scenarios.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.Partitioner;

/** Who gets which records. */
abstract class PlacePartitioner extends Partitioner {
  private final int partitions;

  private PlacePartitioner(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object key) {
    return partition((Place) key);
  }

  abstract int partition(Place place);

  /** Rows of one key to one partition. */
  static PlacePartitioner ofKeys(int partitions) {
    return new Keys(partitions);
  }

  /**
   * A stretch of the order of arrival to each partition, about equally many records.
   *
   * @param summaries whose samples tell what the order is like
   */
  static PlacePartitioner ofRanges(int partitions, List<Summary> summaries) {
    record Weighted(Place place, long weight) {}
    List<Weighted> sample = new ArrayList<>();
    long total = 0;
    for (Summary summary : summaries) {
      for (Place place : summary.sample()) {
        sample.add(new Weighted(place, summary.stride()));
        total += summary.stride();
      }
    }
    sample.sort(Comparator.comparing(Weighted::place, Place.Order.TIME_THEN_ROW));
    List<Place> bounds = new ArrayList<>();
    long passed = 0;
    for (Weighted each : sample) {
      passed += each.weight;
      if (passed > total * (bounds.size() + 1.0) / partitions && bounds.size() < partitions - 1) {
        bounds.add(each.place);
      }
    }
    return new Ranges(bounds.toArray(Place[]::new));
  }

  private static final class Keys extends PlacePartitioner {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Keys(int partitions) {
      super(partitions);
    }

    @Override
    int partition(Place place) {
      return (int) Math.floorMod((place.major() * SPREAD) >>> 17, (long) numPartitions());
    }
  }

  private static final class Ranges extends PlacePartitioner {
    private final Place[] bounds;

    private Ranges(Place[] bounds) {
      super(bounds.length + 1);
      this.bounds = bounds;
    }

    @Override
    int partition(Place place) {
      int found = Arrays.binarySearch(bounds, place, Place.Order.TIME_THEN_ROW);
      return found < 0 ? -found - 1 : found;
    }
  }
}
