package io.towtank.plugins;

import io.towtank.model.ContainerImage;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.DeviceGroup;
import io.towtank.model.DeviceRequest;
import io.towtank.model.HostPort;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node that adds its pods up anew whenever it is asked. */
public final class FakeNode implements NodeInfo {
  private final Node node;
  private final int index;
  private final ResourceIndex resources;
  private final List<PodInfo> pods = new ArrayList<>();

  FakeNode(Node node, int index, ResourceIndex resources) {
    this.node = node;
    this.index = index;
    this.resources = resources;
  }

  /** Puts pods on it, those with device allocations onto these devices. */
  public FakeNode holding(Pod... held) {
    for (Pod pod : held) {
      pods.add(PodInfo.of(pod, resources));
    }
    return this;
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
  public long allocatable(int resource) {
    String name = resources.name(resource);
    long amount = node.allocatable().get(name);
    for (DeviceGroup group : node.devices()) {
      if (group.resource().equals(name)) {
        amount += group.totalMilli();
      }
    }
    return amount;
  }

  @Override
  public long requested(int resource) {
    return resource == ResourceIndex.PODS
        ? pods.size()
        : pods.stream().mapToLong(pod -> pod.request(resource)).sum();
  }

  @Override
  public long scoringRequested(int resource) {
    return pods.stream().mapToLong(pod -> pod.scoringRequest(resource)).sum();
  }

  @Override
  public List<PodInfo> pods() {
    return pods;
  }

  @Override
  public List<HostPort> usedPorts() {
    return pods.stream().flatMap(pod -> pod.hostPorts().stream()).toList();
  }

  @Override
  public @Nullable DeviceVector devices(int resource) {
    for (DeviceGroup group : node.devices()) {
      if (group.resource().equals(resources.name(resource))) {
        return new Devices(group, freeMilli(group));
      }
    }
    return null;
  }

  private int[] freeMilli(DeviceGroup group) {
    int[] free = new int[group.count()];
    Arrays.fill(free, DeviceRequest.WHOLE);
    for (PodInfo pod : pods) {
      for (DeviceAllocation held : pod.pod().devices()) {
        if (held.resource().equals(group.resource())) {
          held.devices().forEach(device -> free[device] -= held.milliPerDevice());
        }
      }
    }
    return free;
  }

  @Override
  public long imageSizeBytes(String image) {
    for (ContainerImage held : node.images()) {
      if (held.names().contains(image)) {
        return held.sizeBytes();
      }
    }
    return -1;
  }

  private static final class Devices implements DeviceVector {
    private final DeviceGroup group;
    private final int[] freeMilli;

    Devices(DeviceGroup group, int[] freeMilli) {
      this.group = group;
      this.freeMilli = freeMilli;
    }

    @Override
    public DeviceGroup group() {
      return group;
    }

    @Override
    public int size() {
      return freeMilli.length;
    }

    @Override
    public int freeMilli(int device) {
      return freeMilli[device];
    }
  }
}
