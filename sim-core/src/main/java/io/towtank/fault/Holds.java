package io.towtank.fault;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts how many faults hold the same thing down, so that it comes back only when the last of them
 * is repaired.
 *
 * @param <K> what is held
 */
final class Holds<K> {
  private final Map<K, Integer> counts = new HashMap<>();

  /** One more fault; whether it is the first. */
  boolean add(K what) {
    return counts.merge(what, 1, Integer::sum) == 1;
  }

  /** One fault less; whether it was the last. */
  boolean remove(K what) {
    Integer count = counts.get(what);
    if (count == null) {
      throw new IllegalStateException(what + " is not held");
    }
    if (count == 1) {
      counts.remove(what);
      return true;
    }
    counts.put(what, count - 1);
    return false;
  }

  boolean has(K what) {
    return counts.containsKey(what);
  }
}
