package io.towtank.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the resource names of one simulated cluster, so that amounts can lie in {@code long[]}.
 *
 * <p>The first four are fixed: {@link #CPU}, {@link #MEMORY}, {@link #EPHEMERAL_STORAGE}, {@link
 * #PODS}; the rest are numbered as they are first met. A <em>device</em> resource is counted in
 * thousandths of a device, because its devices can be shared.
 */
public final class ResourceIndex {
  /** Index of {@link ResourceNames#CPU}. */
  public static final int CPU = 0;

  /** Index of {@link ResourceNames#MEMORY}. */
  public static final int MEMORY = 1;

  /** Index of {@link ResourceNames#EPHEMERAL_STORAGE}. */
  public static final int EPHEMERAL_STORAGE = 2;

  /** Index of {@link ResourceNames#PODS}. */
  public static final int PODS = 3;

  private static final int RESOURCES_MAX = 4096;

  private final Map<String, Integer> indexByName = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<Boolean> devices = new ArrayList<>();
  private int deviceResources;

  /** An index that knows the four fixed resources. */
  public ResourceIndex() {
    intern(ResourceNames.CPU);
    intern(ResourceNames.MEMORY);
    intern(ResourceNames.EPHEMERAL_STORAGE);
    intern(ResourceNames.PODS);
  }

  /** The resource's number; a new one if the name was never met. */
  public int intern(String name) {
    Integer known = indexByName.get(name);
    if (known != null) {
      return known;
    }
    if (names.size() == RESOURCES_MAX) {
      throw new IllegalArgumentException("more than " + RESOURCES_MAX + " different resources");
    }
    int index = names.size();
    indexByName.put(name, index);
    names.add(name);
    devices.add(false);
    return index;
  }

  /** Numbers the resource and marks it as one of shareable devices. */
  public int internDevice(String name) {
    int index = intern(name);
    if (!devices.set(index, true)) {
      deviceResources++;
    }
    return index;
  }

  /** The resource's number, or -1 if it was never met. */
  public int find(String name) {
    Integer known = indexByName.get(name);
    return known == null ? -1 : known;
  }

  /** Name of a numbered resource. */
  public String name(int index) {
    return names.get(index);
  }

  /** Whether amounts are thousandths of shareable devices. */
  public boolean isDevice(int index) {
    return devices.get(index);
  }

  /** How many resources are of shareable devices. */
  public int deviceResources() {
    return deviceResources;
  }

  /** Unit of the amounts kept under this number. */
  public String unit(int index) {
    return isDevice(index) ? "milli" : ResourceNames.unit(name(index));
  }

  /** How many resources are numbered. */
  public int size() {
    return names.size();
  }
}
