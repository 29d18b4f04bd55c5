package io.towtank.model;

import java.util.List;

/**
 * What one container, pod or claim of a namespace may ask for, and what a container gets that asks
 * for nothing.
 */
public record LimitRange(ObjectMeta meta, List<Item> items, long resourceVersion)
    implements MetaObject<LimitRange> {
  /** Copies the items. */
  public LimitRange {
    items = List.copyOf(items);
  }

  /** What is limited. */
  public enum Type {
    /** Each container. */
    CONTAINER,
    /** The containers of a pod together. */
    POD,
    /** Each claim. */
    PERSISTENT_VOLUME_CLAIM
  }

  /**
   * A limit; what is not listed is not limited.
   *
   * @param defaultLimits limits of a container that states none
   * @param defaultRequests requests of a container that states none
   * @param min the least of requests and limits
   * @param max the most of requests and limits; what is listed must be limited
   * @param maxLimitRequestRatio the most that a limit may be above its request, in thousandths
   */
  public record Item(
      Type type,
      ResourceList defaultLimits,
      ResourceList defaultRequests,
      ResourceList min,
      ResourceList max,
      ResourceList maxLimitRequestRatio) {
    /**
     * The same with what Kubernetes fills in for containers: a default limit is the maximum, a
     * default request is the default limit, else the minimum. Source: Kubernetes v1.34, {@code
     * SetDefaults_LimitRangeItem}.
     */
    public Item withDefaults() {
      if (type != Type.CONTAINER) {
        return this;
      }
      ResourceList limits = filled(defaultLimits, max);
      ResourceList requests = filled(filled(defaultRequests, limits), min);
      return new Item(type, limits, requests, min, max, maxLimitRequestRatio);
    }

    private static ResourceList filled(ResourceList list, ResourceList from) {
      ResourceList all = list;
      for (int i = 0; i < from.size(); i++) {
        if (!all.contains(from.name(i))) {
          all = all.with(from.name(i), from.amount(i));
        }
      }
      return all;
    }
  }

  /** Its items. */
  @Override
  public List<Item> spec() {
    return items;
  }

  @Override
  public LimitRange withMeta(ObjectMeta value) {
    return new LimitRange(value, items, resourceVersion);
  }

  @Override
  public LimitRange withResourceVersion(long version) {
    return new LimitRange(meta, items, version);
  }

  @Override
  public long contentHash() {
    return 31L * items.toString().hashCode() + 7 * meta.deletionNanos();
  }
}
