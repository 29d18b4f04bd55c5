package io.towtank.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node in one immutable version.
 *
 * <p>Allocatable is what pods can have; capacity is what the machine has. A resource whose devices
 * can be shared is advertised as a {@link DeviceGroup}, not in the lists.
 */
public final class Node implements ApiObject<Node> {
  /** Pods that a kubelet takes by default. Source: kubelet's {@code maxPods}. */
  public static final long PODS_DEFAULT = 110;

  private final String name;
  private final Labels labels;
  private final ResourceList capacity;
  private final ResourceList allocatable;
  private final List<DeviceGroup> devices;
  private final List<Taint> taints;
  private final boolean unschedulable;
  private final List<NodeCondition> conditions;
  private final List<ContainerImage> images;
  private final long resourceVersion;

  private Node(Builder builder) {
    name = builder.name;
    labels = builder.labels;
    capacity = builder.capacity;
    allocatable = builder.allocatable == null ? builder.capacity : builder.allocatable;
    devices = List.copyOf(builder.devices);
    taints = List.copyOf(builder.taints);
    unschedulable = builder.unschedulable;
    conditions = List.copyOf(builder.conditions);
    images = List.copyOf(builder.images);
    resourceVersion = builder.resourceVersion;
  }

  /** A node with this capacity; {@code pods} should be among the resources. */
  public static Builder builder(String name, ResourceList capacity) {
    return new Builder(name, capacity);
  }

  /** Name, unique in the cluster. */
  public String name() {
    return name;
  }

  @Override
  public String key() {
    return name;
  }

  /** Labels. */
  public Labels labels() {
    return labels;
  }

  /** What the machine has. */
  public ResourceList capacity() {
    return capacity;
  }

  /** What pods can have. */
  public ResourceList allocatable() {
    return allocatable;
  }

  /** Shareable devices, one group for each resource at most. */
  public List<DeviceGroup> devices() {
    return devices;
  }

  /** Whether pods can have the same amounts and devices of it as of another. */
  public boolean hasSizeOf(Node other) {
    return allocatable.equals(other.allocatable) && devices.equals(other.devices);
  }

  /** Taints. */
  public List<Taint> taints() {
    return taints;
  }

  /** Whether it is cordoned. */
  public boolean unschedulable() {
    return unschedulable;
  }

  /** Health, as the cluster knows it. */
  public List<NodeCondition> conditions() {
    return conditions;
  }

  /** A condition by its type, null where it was never reported. */
  public @Nullable NodeCondition condition(String type) {
    for (NodeCondition condition : conditions) {
      if (condition.type().equals(type)) {
        return condition;
      }
    }
    return null;
  }

  /** The same with a condition in place of the one of its type. */
  public Node withCondition(NodeCondition condition) {
    List<NodeCondition> all = new ArrayList<>(conditions);
    all.removeIf(other -> other.type().equals(condition.type()));
    all.add(condition);
    return toBuilder().conditions(all).build();
  }

  /** The same with a taint in place of the one of its key and effect. */
  public Node withTaint(Taint taint) {
    List<Taint> all = new ArrayList<>(withoutTaint(taint.key(), taint.effect()).taints);
    all.add(taint);
    return toBuilder().taints(all).build();
  }

  /** The same without the taint of this key and effect; this node where it has none. */
  public Node withoutTaint(String key, TaintEffect effect) {
    List<Taint> rest = new ArrayList<>(taints);
    return rest.removeIf(taint -> taint.key().equals(key) && taint.effect() == effect)
        ? toBuilder().taints(rest).build()
        : this;
  }

  /** Images that lie on it. */
  public List<ContainerImage> images() {
    return images;
  }

  @Override
  public long resourceVersion() {
    return resourceVersion;
  }

  @Override
  public Node withResourceVersion(long version) {
    return toBuilder().resourceVersion(version).build();
  }

  @Override
  public long contentHash() {
    long hash = labels.hashCode();
    hash = 31 * hash + allocatable.hashCode();
    hash = 31 * hash + devices.hashCode();
    hash = 31 * hash + taints.toString().hashCode();
    hash = 31 * hash + conditions.toString().hashCode();
    return 31 * hash + (unschedulable ? 1 : 0);
  }

  /** A builder that starts from this version. */
  public Builder toBuilder() {
    return new Builder(name, capacity)
        .labels(labels)
        .allocatable(allocatable)
        .devices(devices)
        .taints(taints)
        .unschedulable(unschedulable)
        .conditions(conditions)
        .images(images)
        .resourceVersion(resourceVersion);
  }

  @Override
  public String toString() {
    return name + "@" + resourceVersion;
  }

  /** Fills a {@link Node}. */
  public static final class Builder {
    private final String name;
    private final ResourceList capacity;
    private Labels labels = Labels.EMPTY;
    private @Nullable ResourceList allocatable;
    private List<DeviceGroup> devices = List.of();
    private List<Taint> taints = List.of();
    private boolean unschedulable;
    private List<NodeCondition> conditions = List.of();
    private List<ContainerImage> images = List.of();
    private long resourceVersion;

    private Builder(String name, ResourceList capacity) {
      this.name = name;
      this.capacity = capacity;
    }

    /** See {@link Node#labels()}. */
    public Builder labels(Labels value) {
      labels = value;
      return this;
    }

    /** See {@link Node#allocatable()}; the capacity where it is not set. */
    public Builder allocatable(ResourceList value) {
      allocatable = value;
      return this;
    }

    /** See {@link Node#devices()}. */
    public Builder devices(List<DeviceGroup> value) {
      devices = value;
      return this;
    }

    /** See {@link Node#taints()}. */
    public Builder taints(List<Taint> value) {
      taints = value;
      return this;
    }

    /** See {@link Node#unschedulable()}. */
    public Builder unschedulable(boolean value) {
      unschedulable = value;
      return this;
    }

    /** See {@link Node#conditions()}. */
    public Builder conditions(List<NodeCondition> value) {
      conditions = value;
      return this;
    }

    /** See {@link Node#images()}. */
    public Builder images(List<ContainerImage> value) {
      images = value;
      return this;
    }

    /** See {@link ApiObject#resourceVersion()}. */
    public Builder resourceVersion(long value) {
      resourceVersion = value;
      return this;
    }

    /** The node. */
    public Node build() {
      return new Node(this);
    }
  }
}
