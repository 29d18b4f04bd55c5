package io.towtank.scheduling.cache;

import io.towtank.model.ContainerImage;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.DeviceGroup;
import io.towtank.model.HostPort;
import io.towtank.model.Node;
import io.towtank.model.ResourceIndex;
import io.towtank.model.ResourceList;
import io.towtank.scheduling.framework.MutableNodeInfo;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One node with what lies on it. Amounts lie in arrays by the number of the resource. */
final class NodeState implements MutableNodeInfo {
  /** Whom a node tells of its changes. */
  @FunctionalInterface
  interface Changes {
    /**
     * The node has changed.
     *
     * @param pod the pod that came to it or left it, null if it is something else
     * @param sign 1 if the pod came, -1 if it left
     * @return a new number at each call
     */
    long changed(@Nullable PodInfo pod, int sign);
  }

  private final ResourceIndex resources;
  private final int index;
  private final Changes changes;
  private long generation;
  private Node node;
  private long[] allocatable;
  private long[] requested;
  private long scoringCpuMillis;
  private long scoringMemoryBytes;
  private final List<PodInfo> pods = new ArrayList<>();
  private final List<PodInfo> podsWithAffinity = new ArrayList<>(0);
  private final List<PodInfo> podsWithRequiredAntiAffinity = new ArrayList<>(0);
  private final List<HostPort> usedPorts = new ArrayList<>(0);
  private List<DeviceState> devices = List.of();
  private final Map<String, Long> imageSizes;

  /**
   * A node without pods.
   *
   * @param changes is told of each change
   */
  NodeState(Node node, int index, ResourceIndex resources, Changes changes) {
    this.resources = resources;
    this.changes = changes;
    this.index = index;
    this.node = node;
    this.allocatable = new long[resources.size()];
    this.requested = new long[resources.size()];
    this.imageSizes = new HashMap<>();
    describe(node);
  }

  private NodeState(NodeState original) {
    resources = original.resources;
    index = original.index;
    changes = (pod, sign) -> -1;
    generation = -1;
    node = original.node;
    allocatable = original.allocatable.clone();
    requested = original.requested.clone();
    scoringCpuMillis = original.scoringCpuMillis;
    scoringMemoryBytes = original.scoringMemoryBytes;
    pods.addAll(original.pods);
    podsWithAffinity.addAll(original.podsWithAffinity);
    podsWithRequiredAntiAffinity.addAll(original.podsWithRequiredAntiAffinity);
    usedPorts.addAll(original.usedPorts);
    devices = original.devices.stream().map(DeviceState::copy).toList();
    imageSizes = original.imageSizes;
  }

  @Override
  public MutableNodeInfo copy() {
    return new NodeState(this);
  }

  /** Takes over a new description; devices that are in use must stay as they are. */
  void describe(Node changed) {
    generation = changes.changed(null, 0);
    boolean sameDevices = changed.devices().equals(node.devices()) && !devices.isEmpty();
    node = changed;
    if (!sameDevices) {
      List<DeviceState> states = new ArrayList<>(changed.devices().size());
      for (DeviceGroup group : changed.devices()) {
        states.add(new DeviceState(group, resources.internDevice(group.resource())));
      }
      devices = List.copyOf(states);
      for (PodInfo pod : pods) {
        pod.pod().devices().forEach(this::take);
      }
    }
    Arrays.fill(allocatable, 0);
    ResourceList list = changed.allocatable();
    for (int i = 0; i < list.size(); i++) {
      setAllocatable(resources.intern(list.name(i)), list.amount(i));
    }
    for (DeviceGroup group : changed.devices()) {
      setAllocatable(resources.internDevice(group.resource()), group.totalMilli());
    }
    imageSizes.clear();
    for (ContainerImage image : changed.images()) {
      for (String name : image.names()) {
        imageSizes.put(name, image.sizeBytes());
      }
    }
  }

  private void setAllocatable(int resource, long amount) {
    if (resource >= allocatable.length) {
      allocatable = Arrays.copyOf(allocatable, resources.size());
    }
    allocatable[resource] = amount;
  }

  @Override
  public void add(PodInfo pod) {
    generation = changes.changed(pod, 1);
    pods.add(pod);
    if (pod.hasAffinity()) {
      podsWithAffinity.add(pod);
    }
    if (pod.hasRequiredAntiAffinity()) {
      podsWithRequiredAntiAffinity.add(pod);
    }
    count(pod, 1);
    take(pod.hostPorts());
    pod.pod().devices().forEach(this::take);
  }

  @Override
  public void remove(PodInfo pod) {
    if (!pods.remove(pod)) {
      throw new IllegalStateException("pod " + pod + " is not on node " + node.name());
    }
    generation = changes.changed(pod, -1);
    podsWithAffinity.remove(pod);
    podsWithRequiredAntiAffinity.remove(pod);
    count(pod, -1);
    for (HostPort port : pod.hostPorts()) {
      usedPorts.remove(port);
    }
    for (DeviceAllocation allocation : pod.pod().devices()) {
      DeviceState state = deviceState(resources.find(allocation.resource()));
      if (state != null) {
        state.giveBack(allocation);
      }
    }
  }

  /** Another version of a pod that is on the node and holds the same. */
  void replace(PodInfo older, PodInfo newer) {
    boolean portsTaken = take(newer.hostPorts());
    if (older.kind() != newer.kind()) {
      changes.changed(older, -1);
      generation = changes.changed(newer, 1);
    } else if (portsTaken
        || older.pod().priority() != newer.pod().priority()
        || older.pod().isTerminating() != newer.pod().isTerminating()
        || !older.pod().labels().equals(newer.pod().labels())) {
      generation = changes.changed(null, 0);
    }
    pods.set(pods.indexOf(older), newer);
    replaceIn(podsWithAffinity, older, newer);
    replaceIn(podsWithRequiredAntiAffinity, older, newer);
  }

  private static void replaceIn(List<PodInfo> list, PodInfo older, PodInfo newer) {
    int i = list.indexOf(older);
    if (i >= 0) {
      list.set(i, newer);
    }
  }

  /**
   * Ports are not counted: one that two pods share, as they may when others bind them, is free once
   * either goes, until the next version of the other. Source: kube-scheduler v1.34, {@code
   * HostPortInfo}.
   *
   * @return whether one of them was free
   */
  private boolean take(List<HostPort> ports) {
    boolean taken = false;
    for (HostPort port : ports) {
      if (!usedPorts.contains(port)) {
        usedPorts.add(port);
        taken = true;
      }
    }
    return taken;
  }

  private void count(PodInfo pod, int sign) {
    if (requested.length < resources.size()) {
      requested = Arrays.copyOf(requested, resources.size());
    }
    for (int i = 0; i < pod.requestCount(); i++) {
      requested[pod.requestResource(i)] += sign * pod.requestAmount(i);
    }
    requested[ResourceIndex.PODS] += sign;
    scoringCpuMillis += sign * pod.placedScoringRequest(ResourceIndex.CPU);
    scoringMemoryBytes += sign * pod.placedScoringRequest(ResourceIndex.MEMORY);
  }

  private void take(DeviceAllocation allocation) {
    DeviceState state = deviceState(resources.find(allocation.resource()));
    if (state != null) {
      state.take(allocation);
    }
  }

  private @Nullable DeviceState deviceState(int resource) {
    for (int i = 0; i < devices.size(); i++) {
      DeviceState state = devices.get(i);
      if (state.resource() == resource) {
        return state;
      }
    }
    return null;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public long generation() {
    return generation;
  }

  @Override
  public long allocatable(int resource) {
    return resource < allocatable.length ? allocatable[resource] : 0;
  }

  @Override
  public long requested(int resource) {
    return resource < requested.length ? requested[resource] : 0;
  }

  @Override
  public long scoringRequested(int resource) {
    return switch (resource) {
      case ResourceIndex.CPU -> scoringCpuMillis;
      case ResourceIndex.MEMORY -> scoringMemoryBytes;
      default -> requested(resource);
    };
  }

  @Override
  public List<PodInfo> pods() {
    return Collections.unmodifiableList(pods);
  }

  /** Whether {@link #podsWithAffinity} has any. */
  boolean hasPodsWithAffinity() {
    return !podsWithAffinity.isEmpty();
  }

  /** Whether {@link #podsWithRequiredAntiAffinity} has any. */
  boolean hasPodsWithRequiredAntiAffinity() {
    return !podsWithRequiredAntiAffinity.isEmpty();
  }

  @Override
  public List<PodInfo> podsWithAffinity() {
    return Collections.unmodifiableList(podsWithAffinity);
  }

  @Override
  public List<PodInfo> podsWithRequiredAntiAffinity() {
    return Collections.unmodifiableList(podsWithRequiredAntiAffinity);
  }

  @Override
  public List<HostPort> usedPorts() {
    return usedPorts;
  }

  @Override
  public NodeInfo.@Nullable DeviceVector devices(int resource) {
    return deviceState(resource);
  }

  @Override
  public long imageSizeBytes(String image) {
    Long size = imageSizes.get(image);
    return size == null ? -1 : size;
  }

  @Override
  public String toString() {
    return node.name();
  }
}
