package io.towtank.scheduling.cache;

import io.towtank.model.ContainerImage;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.DeviceGroup;
import io.towtank.model.HostPort;
import io.towtank.model.Node;
import io.towtank.model.Pod;
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
     * The node at an index has changed.
     *
     * @param pod the pod that came to it or left it, null if it is something else
     * @param sign 1 if the pod came, -1 if it left
     * @return a new number at each call
     */
    long changed(int index, @Nullable PodInfo pod, int sign);
  }

  private final ResourceIndex resources;
  private final int index;
  private final Changes changes;
  private long generation;
  private Node node;

  /** By number of the resource, what is allocatable and what is requested side by side. */
  private long[] amounts;

  private long scoringCpuMillis;
  private long scoringMemoryBytes;
  private final PodList pods;
  private final List<PodInfo> podsWithAffinity = new ArrayList<>(0);
  private final List<PodInfo> podsWithRequiredAntiAffinity = new ArrayList<>(0);
  private final List<HostPort> usedPorts = new ArrayList<>(0);
  private List<DeviceState> devices = List.of();
  private final Map<String, Long> imageSizes;

  /** A node without pods. */
  NodeState(Node node, int index, ResourceIndex resources, Changes changes) {
    this.resources = resources;
    this.changes = changes;
    this.index = index;
    this.node = node;
    this.amounts = new long[2 * resources.size()];
    this.pods = new PodList();
    this.imageSizes = new HashMap<>();
    describe(node);
  }

  private NodeState(NodeState original) {
    resources = original.resources;
    index = original.index;
    changes = (unused, pod, sign) -> -1;
    generation = -1;
    node = original.node;
    amounts = original.amounts.clone();
    pods = new PodList(original.pods);
    scoringCpuMillis = original.scoringCpuMillis;
    scoringMemoryBytes = original.scoringMemoryBytes;
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
    generation = changes.changed(index, null, 0);
    boolean sameDevices = changed.devices().equals(node.devices()) && !devices.isEmpty();
    node = changed;
    if (!sameDevices) {
      List<DeviceState> states = new ArrayList<>(changed.devices().size());
      for (DeviceGroup group : changed.devices()) {
        states.add(new DeviceState(group, resources.internDevice(group.resource())));
      }
      devices = List.copyOf(states);
      for (int i = 0; i < pods.size(); i++) {
        take(pods.get(i).pod());
      }
    }
    for (int i = 0; i < amounts.length; i += 2) {
      amounts[i] = 0;
    }
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
    growAmounts();
    amounts[2 * resource] = amount;
  }

  private void growAmounts() {
    if (amounts.length < 2 * resources.size()) {
      amounts = Arrays.copyOf(amounts, 2 * resources.size());
    }
  }

  @Override
  public void add(PodInfo pod) {
    generation = changes.changed(index, pod, 1);
    pods.append(pod);
    if (pod.hasAffinity()) {
      podsWithAffinity.add(pod);
    }
    if (pod.hasRequiredAntiAffinity()) {
      podsWithRequiredAntiAffinity.add(pod);
    }
    count(pod, 1);
    take(pod.hostPorts());
    take(pod.pod());
  }

  @Override
  public void remove(PodInfo pod) {
    if (!pods.take(pod)) {
      throw new IllegalStateException("pod " + pod + " is not on node " + node.name());
    }
    generation = changes.changed(index, pod, -1);
    if (pod.hasAffinity()) {
      podsWithAffinity.remove(pod);
      podsWithRequiredAntiAffinity.remove(pod);
    }
    count(pod, -1);
    List<HostPort> ports = pod.hostPorts();
    for (int i = 0; i < ports.size(); i++) {
      usedPorts.remove(ports.get(i));
    }
    if (devices.isEmpty()) {
      return;
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
      changes.changed(index, older, -1);
      generation = changes.changed(index, newer, 1);
    } else if (portsTaken
        || older.pod().priority() != newer.pod().priority()
        || older.pod().isTerminating() != newer.pod().isTerminating()
        || !older.pod().labels().equals(newer.pod().labels())) {
      generation = changes.changed(index, null, 0);
    }
    pods.replace(older, newer);
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
    for (int i = 0; i < ports.size(); i++) {
      HostPort port = ports.get(i);
      if (!usedPorts.contains(port)) {
        usedPorts.add(port);
        taken = true;
      }
    }
    return taken;
  }

  private void count(PodInfo pod, int sign) {
    growAmounts();
    for (int i = 0; i < pod.requestCount(); i++) {
      amounts[2 * pod.requestResource(i) + 1] += sign * pod.requestAmount(i);
    }
    amounts[2 * ResourceIndex.PODS + 1] += sign;
    scoringCpuMillis += sign * pod.placedScoringRequest(ResourceIndex.CPU);
    scoringMemoryBytes += sign * pod.placedScoringRequest(ResourceIndex.MEMORY);
  }

  private void take(Pod pod) {
    if (devices.isEmpty()) {
      return;
    }
    for (DeviceAllocation allocation : pod.devices()) {
      DeviceState state = deviceState(resources.find(allocation.resource()));
      if (state != null) {
        state.take(allocation);
      }
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
    int i = 2 * resource;
    return i < amounts.length ? amounts[i] : 0;
  }

  @Override
  public long requested(int resource) {
    int i = 2 * resource + 1;
    return i < amounts.length ? amounts[i] : 0;
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
    return pods;
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
