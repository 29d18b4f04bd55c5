package io.towtank.fault;

import io.towtank.model.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who can be struck, and how many of them at a time. All that is given must hold; without anything
 * all are meant.
 *
 * @param names names of nodes, racks or zones, or {@code namespace/name} of pods; empty for any
 * @param selector labels of nodes or pods; null for any
 * @param zones zones in which they are; empty for any
 * @param racks racks in which they are; empty for any
 * @param count how many of them, drawn at random for each occurrence; 0 for no such limit
 * @param share which share of them, drawn at random for each occurrence and rounded to the nearest
 *     number; from 0 to 1, 1 for all
 */
public record TargetSelector(
    List<String> names,
    @Nullable LabelSelector selector,
    List<String> zones,
    List<String> racks,
    int count,
    double share) {
  /** Everybody. */
  public static final TargetSelector ALL =
      new TargetSelector(List.of(), null, List.of(), List.of(), 0, 1);

  /** Copies the lists. */
  public TargetSelector {
    names = List.copyOf(names);
    zones = List.copyOf(zones);
    racks = List.copyOf(racks);
    if (count < 0 || !(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "a count of %d and a share of %s; expected 0 or more, and from 0 to 1"
              .formatted(count, share));
    }
  }

  /** By name. */
  public static TargetSelector named(String... names) {
    return new TargetSelector(List.of(names), null, List.of(), List.of(), 0, 1);
  }

  /** The same with another count. */
  public TargetSelector withCount(int value) {
    return new TargetSelector(names, selector, zones, racks, value, share);
  }

  /** The same with another share. */
  public TargetSelector withShare(double value) {
    return new TargetSelector(names, selector, zones, racks, count, value);
  }
}
