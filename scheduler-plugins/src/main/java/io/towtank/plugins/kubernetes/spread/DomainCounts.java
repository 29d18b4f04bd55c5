package io.towtank.plugins.kubernetes.spread;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** How many pods count in each domain of one topology key, and where they are fewest. */
final class DomainCounts {
  private final Map<String, Integer> numbers;
  private int[] counts;
  private int size;
  private boolean isSummedUp;
  private int fewestNumber;
  private int fewest;
  private int secondFewest;

  DomainCounts() {
    numbers = new HashMap<>();
    counts = new int[4];
  }

  private DomainCounts(DomainCounts original) {
    numbers = new HashMap<>(original.numbers);
    counts = original.counts.clone();
    size = original.size;
  }

  DomainCounts copy() {
    return new DomainCounts(this);
  }

  /** Adds pods to a domain, which becomes known by it. */
  void add(String domain, int pods) {
    isSummedUp = false;
    Integer number = numbers.putIfAbsent(domain, size);
    if (number != null) {
      counts[number] += pods;
      return;
    }
    if (size == counts.length) {
      counts = Arrays.copyOf(counts, 2 * size);
    }
    counts[size++] = pods;
  }

  /** Whether the domain is known. */
  boolean contains(String domain) {
    return numbers.containsKey(domain);
  }

  /** How many domains are known. */
  int size() {
    return size;
  }

  /** Pods in a domain; 0 if it is not known. */
  int get(String domain) {
    Integer number = numbers.get(domain);
    return number == null ? 0 : counts[number];
  }

  /**
   * Pods in the domain that has the fewest; {@link Integer#MAX_VALUE} if none is known. Source for
   * that: kube-scheduler v1.34, {@code newCriticalPaths}.
   */
  int fewest() {
    sumUp();
    return fewest;
  }

  /** The same, one domain left out. */
  int fewestBut(String domain) {
    sumUp();
    Integer number = numbers.get(domain);
    return number != null && number == fewestNumber ? secondFewest : fewest;
  }

  private void sumUp() {
    if (isSummedUp) {
      return;
    }
    isSummedUp = true;
    fewestNumber = -1;
    fewest = Integer.MAX_VALUE;
    secondFewest = Integer.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      if (counts[i] < fewest) {
        secondFewest = fewest;
        fewest = counts[i];
        fewestNumber = i;
      } else {
        secondFewest = Math.min(secondFewest, counts[i]);
      }
    }
  }
}
