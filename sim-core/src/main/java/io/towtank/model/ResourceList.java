package io.towtank.model;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;

/**
 * Amounts of named resources, sorted by name; Kubernetes' {@code ResourceList}.
 *
 * <p>An amount that is listed as 0 differs from one that is not listed: scoring gives defaults only
 * to the latter. Units are those of {@link ResourceNames#unit}.
 */
public final class ResourceList {
  /** No resources at all. */
  public static final ResourceList EMPTY = new ResourceList(new String[0], new long[0]);

  private final String[] names;
  private final long[] amounts;

  /** Worked out at the first use; 0 before. */
  private int hash;

  private ResourceList(String[] names, long[] amounts) {
    this.names = names;
    this.amounts = amounts;
  }

  /** The amounts of a map from name to amount; negative amounts are refused. */
  public static ResourceList of(Map<String, Long> amountsByName) {
    if (amountsByName.isEmpty()) {
      return EMPTY;
    }
    SortedMap<String, Long> sorted = new TreeMap<>(amountsByName);
    String[] names = new String[sorted.size()];
    long[] amounts = new long[sorted.size()];
    int i = 0;
    for (Map.Entry<String, Long> entry : sorted.entrySet()) {
      if (entry.getValue() < 0) {
        throw new IllegalArgumentException(
            "negative amount of " + entry.getKey() + ": " + entry.getValue());
      }
      names[i] = entry.getKey();
      amounts[i++] = entry.getValue();
    }
    return new ResourceList(names, amounts);
  }

  /** CPU in millicores and memory in bytes. */
  public static ResourceList of(long cpuMillis, long memoryBytes) {
    return of(Map.of(ResourceNames.CPU, cpuMillis, ResourceNames.MEMORY, memoryBytes));
  }

  /** How many resources are listed. */
  public int size() {
    return names.length;
  }

  /** Name of the i-th resource, in order of names. */
  public String name(int i) {
    return names[i];
  }

  /** Amount of the i-th resource. */
  public long amount(int i) {
    return amounts[i];
  }

  /** Amount of a resource, 0 where it is not listed. */
  public long get(String name) {
    int i = Arrays.binarySearch(names, name);
    return i < 0 ? 0 : amounts[i];
  }

  /** Whether the resource is listed, be it with 0. */
  public boolean contains(String name) {
    return Arrays.binarySearch(names, name) >= 0;
  }

  /** This list with one amount set. */
  public ResourceList with(String name, long amount) {
    SortedMap<String, Long> map = toMap();
    map.put(name, amount);
    return of(map);
  }

  /** This list without the named resource. */
  public ResourceList without(String name) {
    SortedMap<String, Long> map = toMap();
    return map.remove(name) == null ? this : of(map);
  }

  /** Sum of both, resource by resource. */
  public ResourceList plus(ResourceList other) {
    return merge(other, Math::addExact);
  }

  /** The larger of both, resource by resource. */
  public ResourceList max(ResourceList other) {
    return merge(other, Math::max);
  }

  /** A sorted copy as a map. */
  public SortedMap<String, Long> toMap() {
    SortedMap<String, Long> map = new TreeMap<>();
    for (int i = 0; i < names.length; i++) {
      map.put(names[i], amounts[i]);
    }
    return map;
  }

  private ResourceList merge(ResourceList other, LongBinaryOperator operator) {
    if (other.names.length == 0) {
      return this;
    }
    if (names.length == 0) {
      return other;
    }
    SortedMap<String, Long> map = toMap();
    for (int i = 0; i < other.names.length; i++) {
      long amount = other.amounts[i];
      map.merge(other.names[i], amount, (a, b) -> operator.applyAsLong(a, b));
    }
    return of(map);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceList list
        && Arrays.equals(names, list.names)
        && Arrays.equals(amounts, list.amounts);
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = 31 * Arrays.hashCode(names) + Arrays.hashCode(amounts);
    }
    return hash;
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
