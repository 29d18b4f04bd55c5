package io.towtank.metrics;

import io.towtank.model.DeviceAllocation;
import io.towtank.model.DeviceGroup;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Node;
import io.towtank.model.ResourceIndex;
import io.towtank.model.ResourceList;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one node has and what lies on it. Amounts by resource number, devices in thousandths. */
final class NodeAccount {
  private static final int[] NO_DEVICES = {};

  private Node node;
  private long[] allocatable;
  private long[] allocated;
  private double[] allocatedNanos;
  private long settledNanos;
  private List<Devices> devices = List.of();
  private int podsPeak;
  private boolean overcommitted;

  /** Last share of this node in the cluster's totals. */
  long[] stranded;

  /** Last share of this node in the cluster's totals. */
  double[] fragmented;

  /** Its row in {@link LoadFrames}, where these are kept. */
  int loadRow;

  /** First of the pods on the node, which are chained. */
  @Nullable PodAccount firstPod;

  /** The devices of one resource and what is left on each. */
  @SuppressWarnings("ArrayRecordComponent") // changed in place, never compared
  private record Devices(int resource, String model, int[] freeMilli) {}

  NodeAccount(Node node, ResourceIndex index, long nowNanos) {
    this.node = node;
    settledNanos = nowNanos;
    allocatable = allocatableOf(node, index);
    allocated = new long[index.size()];
    allocatedNanos = new double[index.size()];
    stranded = new long[index.size()];
    fragmented = new double[index.size()];
    devices = devicesOf(node, index);
  }

  private static long[] allocatableOf(Node node, ResourceIndex index) {
    for (DeviceGroup group : node.devices()) {
      index.internDevice(group.resource());
    }
    ResourceList list = node.allocatable();
    for (int i = 0; i < list.size(); i++) {
      index.intern(list.name(i));
    }
    long[] amounts = new long[index.size()];
    for (int i = 0; i < list.size(); i++) {
      int resource = index.find(list.name(i));
      amounts[resource] =
          index.isDevice(resource)
              ? Math.multiplyExact(list.amount(i), DeviceRequest.WHOLE)
              : list.amount(i);
    }
    for (DeviceGroup group : node.devices()) {
      amounts[index.find(group.resource())] = group.totalMilli();
    }
    return amounts;
  }

  private static List<Devices> devicesOf(Node node, ResourceIndex index) {
    List<Devices> all = new ArrayList<>();
    for (DeviceGroup group : node.devices()) {
      int[] free = new int[group.count()];
      Arrays.fill(free, DeviceRequest.WHOLE);
      all.add(new Devices(index.find(group.resource()), group.model(), free));
    }
    return all;
  }

  Node node() {
    return node;
  }

  void setNode(Node newer) {
    node = newer;
  }

  /** Takes over what a newer version of the node has; the pods stay. */
  void resize(Node newer, ResourceIndex index) {
    node = newer;
    allocatable = allocatableOf(newer, index);
    devices = devicesOf(newer, index);
    if (allocated.length < allocatable.length) {
      grow(allocatable.length);
    }
    for (PodAccount pod = firstPod; pod != null; pod = pod.nextOnNode) {
      takeDevices(pod.held, 1, index);
    }
    overcommitted = findOvercommitted();
  }

  /** How many resource numbers the node's amounts go up to. */
  int resources() {
    return Math.max(allocatable.length, allocated.length);
  }

  long allocatable(int resource) {
    return resource < allocatable.length ? allocatable[resource] : 0;
  }

  long allocated(int resource) {
    return resource < allocated.length ? allocated[resource] : 0;
  }

  /** What is left, 0 where more is allocated than there is. */
  long free(int resource) {
    return Math.max(0, allocatable(resource) - allocated(resource));
  }

  int pods() {
    return (int) allocated[ResourceIndex.PODS];
  }

  int podsPeak() {
    return podsPeak;
  }

  /** Whether more of something is allocated than there is. */
  boolean isOvercommitted() {
    return overcommitted;
  }

  /** Thousandths left on each device of a resource; none for one that the node has not. */
  int[] deviceFreeMilli(int resource) {
    for (Devices group : devices) {
      if (group.resource() == resource) {
        return group.freeMilli();
      }
    }
    return NO_DEVICES;
  }

  /** Model of the devices of a resource, empty where there are none. */
  String deviceModel(int resource) {
    for (Devices group : devices) {
      if (group.resource() == resource) {
        return group.model();
      }
    }
    return "";
  }

  /** Model of the first group of devices, empty where there is none. */
  String firstDeviceModel() {
    return devices.isEmpty() ? "" : devices.get(0).model();
  }

  /** Thousandths left on every device, group by group. */
  List<Integer> allDevicesFreeMilli() {
    List<Integer> all = new ArrayList<>();
    for (Devices group : devices) {
      for (int free : group.freeMilli()) {
        all.add(free);
      }
    }
    return all;
  }

  /** Adds a pod (sign 1) or takes it away (sign -1). */
  void allocate(PodAccount pod, int sign, long nowNanos, ResourceIndex index) {
    settle(nowNanos);
    if (allocated.length < index.size()) {
      grow(index.size());
    }
    PodInfo info = pod.info;
    for (int i = 0; i < info.requestCount(); i++) {
      allocated[info.requestResource(i)] += sign * info.requestAmount(i);
    }
    allocated[ResourceIndex.PODS] += sign;
    podsPeak = Math.max(podsPeak, pods());
    takeDevices(pod.held, sign, index);
    overcommitted = findOvercommitted();
  }

  private void takeDevices(List<DeviceAllocation> held, int sign, ResourceIndex index) {
    for (DeviceAllocation allocation : held) {
      int[] free = deviceFreeMilli(index.find(allocation.resource()));
      for (int device : allocation.devices()) {
        if (device >= 0 && device < free.length) {
          free[device] -= sign * allocation.milliPerDevice();
        }
      }
    }
  }

  private boolean findOvercommitted() {
    for (int r = 0; r < allocated.length; r++) {
      if (allocated[r] > allocatable(r)) {
        return true;
      }
    }
    for (Devices group : devices) {
      for (int free : group.freeMilli()) {
        if (free < 0) {
          return true;
        }
      }
    }
    return false;
  }

  private void grow(int size) {
    allocated = Arrays.copyOf(allocated, size);
    allocatedNanos = Arrays.copyOf(allocatedNanos, size);
    stranded = Arrays.copyOf(stranded, size);
    fragmented = Arrays.copyOf(fragmented, size);
  }

  /** Enters the time since the last change into the means. */
  void settle(long nowNanos) {
    long elapsed = nowNanos - settledNanos;
    if (elapsed > 0) {
      for (int r = 0; r < allocated.length; r++) {
        allocatedNanos[r] += (double) allocated[r] * elapsed;
      }
      settledNanos = nowNanos;
    }
  }

  /** Mean of {@link #allocated} over the run; what there is now for a run of no length. */
  double allocatedMean(int resource, long runNanos) {
    if (resource >= allocated.length) {
      return 0;
    }
    return runNanos == 0 ? allocated[resource] : allocatedNanos[resource] / runNanos;
  }
}
