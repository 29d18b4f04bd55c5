package io.towtank.metrics;

import io.towtank.model.DeviceRequest;
import io.towtank.model.ResourceIndex;
import io.towtank.record.RunSummary.Bound;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Lower bounds on the nodes that the pods now bound need: request sizes are kept up to date at
 * O(log sizes) for each pod; an evaluation costs O(bound) for each resource, and O(distinct sizes)
 * where a pod asks for more than half of the largest node.
 */
final class BoundTracker {
  /** Distinct sizes up to which L2 is worked out for a sample. */
  private static final int DISTINCT_QUICK_MAX = 4096;

  private final ResourceIndex index;
  private final List<SizeCounts> sizes = new ArrayList<>();
  private final List<SizeCounts> deviceSizes = new ArrayList<>();
  private final List<long[]> capacitiesDescending = new ArrayList<>();
  private boolean nodesChanged = true;

  BoundTracker(ResourceIndex index) {
    this.index = index;
  }

  /** To be called whenever a node comes, goes or changes its size. */
  void nodesChanged() {
    nodesChanged = true;
  }

  /** A pod is bound. */
  void add(PodInfo pod) {
    for (int i = 0; i < pod.requestCount(); i++) {
      at(sizes, pod.requestResource(i)).add(pod.requestAmount(i), 1);
    }
    at(sizes, ResourceIndex.PODS).add(1, 1);
    for (DeviceRequest device : pod.devices()) {
      at(deviceSizes, index.find(device.resource())).add(device.milliPerDevice(), device.count());
    }
  }

  /** A pod that was bound is so no more. */
  void remove(PodInfo pod) {
    for (int i = 0; i < pod.requestCount(); i++) {
      at(sizes, pod.requestResource(i)).remove(pod.requestAmount(i), 1);
    }
    at(sizes, ResourceIndex.PODS).remove(1, 1);
    for (DeviceRequest device : pod.devices()) {
      at(deviceSizes, index.find(device.resource()))
          .remove(device.milliPerDevice(), device.count());
    }
  }

  /** Every bound, for each resource that a node has. */
  List<Bound> evaluate(Collection<NodeAccount> nodes) {
    return evaluate(nodes, Integer.MAX_VALUE);
  }

  /** The highest bound, without L2 where it would have to look at very many sizes; 0 for none. */
  int quickHighest(Collection<NodeAccount> nodes) {
    return highest(evaluate(nodes, DISTINCT_QUICK_MAX));
  }

  private List<Bound> evaluate(Collection<NodeAccount> nodes, int distinctMax) {
    if (nodesChanged) {
      sortCapacities(nodes);
      nodesChanged = false;
    }
    List<Bound> bounds = new ArrayList<>();
    for (int r = 0; r < capacitiesDescending.size(); r++) {
      long[] capacities = capacitiesDescending.get(r);
      if (capacities.length == 0 || capacities[0] == 0) {
        continue;
      }
      String name = index.name(r);
      SizeCounts counts = at(sizes, r);
      bounds.add(
          new Bound(LowerBounds.VOLUME, name, LowerBounds.volume(capacities, counts.volume())));
      if (r == ResourceIndex.PODS) {
        continue; // all sizes are 1: L2 can say no more than the volume
      }
      if (counts.distinct() <= distinctMax) {
        int nodesNeeded = LowerBounds.martelloTothL2(counts, capacities[0]);
        bounds.add(new Bound(LowerBounds.MARTELLO_TOTH_L2, name, nodesNeeded));
      }
      if (index.isDevice(r)) {
        long devices = LowerBounds.martelloTothL2(at(deviceSizes, r), DeviceRequest.WHOLE);
        int nodesNeeded = LowerBounds.volume(capacities, devices * DeviceRequest.WHOLE);
        bounds.add(new Bound(LowerBounds.MARTELLO_TOTH_L2_DEVICES, name, nodesNeeded));
      }
    }
    return bounds;
  }

  /** The highest of some bounds, 0 for none. */
  static int highest(List<Bound> bounds) {
    int highest = 0;
    for (Bound bound : bounds) {
      highest = Math.max(highest, bound.nodes());
    }
    return highest;
  }

  private void sortCapacities(Collection<NodeAccount> nodes) {
    capacitiesDescending.clear();
    for (int r = 0; r < index.size(); r++) {
      long[] capacities = new long[nodes.size()];
      int n = 0;
      for (NodeAccount node : nodes) {
        capacities[n++] = -node.allocatable(r);
      }
      Arrays.sort(capacities);
      for (int i = 0; i < n; i++) {
        capacities[i] = -capacities[i];
      }
      capacitiesDescending.add(capacities);
    }
  }

  private static SizeCounts at(List<SizeCounts> list, int resource) {
    while (list.size() <= resource) {
      list.add(new SizeCounts());
    }
    return list.get(resource);
  }
}
