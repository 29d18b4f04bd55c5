package io.towtank.plugins.kubernetes.affinity;

import io.towtank.model.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums by topology, that is by a node label and its value. */
final class TopologyCounts {
  private final @Nullable TopologyCounts original;
  private final List<String> keys;
  private final List<Map<String, Long>> sums;
  private int nonZeroCount;

  /** All sums are 0. */
  TopologyCounts() {
    original = null;
    keys = new ArrayList<>(2);
    sums = new ArrayList<>(2);
  }

  private TopologyCounts(TopologyCounts original) {
    this.original = original;
    keys = new ArrayList<>(original.keys);
    sums = new ArrayList<>(keys.size());
    for (int k = 0; k < keys.size(); k++) {
      sums.add(new HashMap<>(0));
    }
    nonZeroCount = original.nonZeroCount;
  }

  /** A copy that can be changed; it costs little, and holds for as long as this does not change. */
  TopologyCounts copy() {
    return new TopologyCounts(this);
  }

  /** Adds an amount where nodes like this one are; nothing where it lacks the label. */
  void add(String key, Labels node, long amount) {
    String value = node.get(key);
    if (value == null || amount == 0) {
      return;
    }
    long before = get(key, value);
    long after = before + amount;
    if (before == 0) {
      nonZeroCount++;
    } else if (after == 0) {
      nonZeroCount--;
    }
    int k = keys.indexOf(key);
    if (k < 0) {
      k = keys.size();
      keys.add(key);
      sums.add(new HashMap<>());
    }
    sums.get(k).put(value, after);
  }

  /** Sum of one topology. */
  long get(String key, String value) {
    for (TopologyCounts counts = this; counts != null; counts = counts.original) {
      int k = counts.keys.indexOf(key);
      if (k < 0) {
        return 0;
      }
      Long sum = counts.sums.get(k).get(value);
      if (sum != null) {
        return sum;
      }
    }
    return 0;
  }

  /** Whether all sums are 0. */
  boolean isEmpty() {
    return nonZeroCount == 0;
  }

  /** Whether the sum of some topology that the node is in is positive. */
  boolean anyPositive(Labels node) {
    if (nonZeroCount > 0) {
      for (int k = 0; k < keys.size(); k++) {
        String value = node.get(keys.get(k));
        if (value != null && get(keys.get(k), value) > 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** The sums of all topologies that the node is in, added up. */
  long total(Labels node) {
    long total = 0;
    for (int k = 0; k < keys.size(); k++) {
      String value = node.get(keys.get(k));
      if (value != null) {
        total += get(keys.get(k), value);
      }
    }
    return total;
  }
}
