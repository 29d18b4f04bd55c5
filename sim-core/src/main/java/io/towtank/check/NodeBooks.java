package io.towtank.check;

import io.towtank.model.DeviceAllocation;
import io.towtank.model.DeviceGroup;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the pods on one node take up, added up from their specs and compared with what it has. */
final class NodeBooks {
  private Node node;
  private final SortedMap<String, Long> requested = new TreeMap<>();
  private final SortedMap<String, int[]> devicesTaken = new TreeMap<>();
  private long pods;
  private boolean shrunk;

  NodeBooks(Node node) {
    this.node = node;
    for (DeviceGroup group : node.devices()) {
      devicesTaken.put(group.resource(), new int[group.count()]);
    }
  }

  /** Whether a newer version has just as much to give. */
  boolean isSameSize(Node newer) {
    return newer.allocatable().equals(node.allocatable()) && newer.devices().equals(node.devices());
  }

  /** Takes a newer version of the same size. */
  void update(Node newer) {
    node = newer;
  }

  /** Lets the node hold more than it has until its pods fit again. */
  void tolerateExcess() {
    shrunk = excess() != null;
  }

  /** Adds a pod that is bound here. */
  void add(Pod pod, long nowNanos) {
    checkDevices(pod, nowNanos);
    book(pod, 1);
    checkCapacity(nowNanos);
  }

  /** Adds a pod that came with the node; nobody asked whether it fits. */
  void adopt(Pod pod, long nowNanos) {
    checkDevices(pod, nowNanos);
    book(pod, 1);
    tolerateExcess();
  }

  /** Takes a pod away. */
  void remove(Pod pod, long nowNanos) {
    book(pod, -1);
    if (shrunk && excess() == null) {
      shrunk = false;
    }
    if (pods < 0) {
      throw new InvariantViolation(nowNanos, name(), "no fewer pods than none", pods + " pods");
    }
  }

  /** Adds a pod (sign 1) or takes it away (sign -1) without a check. */
  void book(Pod pod, int sign) {
    ResourceList list = pod.spec().effectiveRequests();
    for (int i = 0; i < list.size(); i++) {
      if (group(list.name(i)) == null && !list.name(i).equals(ResourceNames.PODS)) {
        requested.merge(list.name(i), sign * list.amount(i), Math::addExact);
      }
    }
    for (DeviceAllocation allocation : pod.devices()) {
      int[] taken = devicesTaken.get(allocation.resource());
      if (taken != null) {
        for (int device : allocation.devices()) {
          taken[device] += sign * allocation.milliPerDevice();
        }
      }
    }
    pods += sign;
  }

  /** The pod holds just the devices that it asks for, and the node has them. */
  private void checkDevices(Pod pod, long nowNanos) {
    List<DeviceRequest> wanted = devicesWanted(pod);
    List<DeviceAllocation> held = pod.devices();
    boolean match = wanted.size() == held.size();
    for (DeviceRequest request : wanted) {
      match = match && held.stream().anyMatch(allocation -> answers(allocation, request));
    }
    if (!match) {
      throw new InvariantViolation(
          nowNanos, "pod " + pod.key() + " on " + name(), "devices for " + wanted, "" + held);
    }
    for (DeviceAllocation allocation : held) {
      DeviceGroup group = group(allocation.resource());
      int count = group == null ? 0 : group.count();
      int before = -1;
      for (int device : allocation.devices()) {
        if (device <= before || device >= count) {
          throw new InvariantViolation(
              nowNanos,
              "pod " + pod.key() + " on " + name(),
              "ascending numbers of its " + count + " devices",
              "" + allocation);
        }
        before = device;
      }
    }
  }

  private static boolean answers(DeviceAllocation allocation, DeviceRequest request) {
    return allocation.resource().equals(request.resource())
        && allocation.devices().size() == request.count()
        && allocation.milliPerDevice() == request.milliPerDevice();
  }

  /** A plain request for a resource whose devices this node can share is one for whole devices. */
  private List<DeviceRequest> devicesWanted(Pod pod) {
    List<DeviceRequest> wanted = new ArrayList<>(pod.spec().devices());
    for (DeviceGroup group : node.devices()) {
      long whole = pod.spec().effectiveRequests().get(group.resource());
      if (whole > 0) {
        wanted.add(
            new DeviceRequest(group.resource(), Math.toIntExact(whole), DeviceRequest.WHOLE));
      }
    }
    return wanted;
  }

  /** Nothing on the node exceeds what it has, unless it has shrunk under its pods. */
  void checkCapacity(long nowNanos) {
    String excess = shrunk ? null : excess();
    if (excess != null) {
      throw new InvariantViolation(nowNanos, name(), "at most what is allocatable", excess);
    }
  }

  private @Nullable String excess() {
    for (Map.Entry<String, Long> entry : requested.entrySet()) {
      long allocatable = node.allocatable().get(entry.getKey());
      if (entry.getValue() > allocatable) {
        return entry.getValue() + " of " + allocatable + " " + entry.getKey();
      }
    }
    long podsMax = node.allocatable().get(ResourceNames.PODS);
    if (pods > podsMax) {
      return pods + " of " + podsMax + " pods";
    }
    for (Map.Entry<String, int[]> entry : devicesTaken.entrySet()) {
      int[] taken = entry.getValue();
      for (int device = 0; device < taken.length; device++) {
        if (taken[device] > DeviceRequest.WHOLE) {
          return taken[device] + " of 1000 milli of " + entry.getKey() + " device " + device;
        }
      }
    }
    return null;
  }

  /** These books and others, worked out anew, say the same. */
  void checkEquals(NodeBooks anew, long nowNanos) {
    if (!describe().equals(anew.describe())) {
      throw new InvariantViolation(nowNanos, name(), anew.describe(), describe());
    }
  }

  private String describe() {
    StringBuilder text = new StringBuilder().append(pods).append(" pods");
    for (Map.Entry<String, Long> entry : requested.entrySet()) {
      if (entry.getValue() != 0) {
        text.append(", ").append(entry.getKey()).append(' ').append(entry.getValue());
      }
    }
    for (Map.Entry<String, int[]> entry : devicesTaken.entrySet()) {
      text.append(", ").append(entry.getKey()).append(' ');
      text.append(Arrays.toString(entry.getValue()));
    }
    return text.toString();
  }

  private @Nullable DeviceGroup group(String resource) {
    for (DeviceGroup group : node.devices()) {
      if (group.resource().equals(resource)) {
        return group;
      }
    }
    return null;
  }

  private String name() {
    return "node " + node.name();
  }
}
