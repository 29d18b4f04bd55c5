package io.towtank.api;

import io.towtank.model.Pod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which pods are bound to a node, ended ones included: an index over the pod store, kept by a watch
 * without delay.
 */
public final class PodsByNode {
  private final ObjectStore<Pod> pods;
  private final Map<String, SortedSet<Bound>> byNode = new LinkedHashMap<>();

  private record Bound(long uid, String key) implements Comparable<Bound> {
    @Override
    public int compareTo(Bound other) {
      return Long.compare(uid, other.uid);
    }
  }

  private final class PodWatcher implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      if (pod.isBound()) {
        add(pod);
      }
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (!oldPod.nodeName().equals(newPod.nodeName())) {
        remove(oldPod);
        onAdd(newPod);
      }
    }

    @Override
    public void onDelete(Pod pod) {
      remove(pod);
    }
  }

  /**
   * An index that is kept from now on.
   *
   * @param name unique name of its watch
   */
  public PodsByNode(String name, ApiServer api) {
    pods = api.pods();
    pods.watch(name, 0, new PodWatcher());
  }

  /** The stored pods of a node, in the order of their creation. */
  public List<Pod> of(String node) {
    SortedSet<Bound> bound = byNode.get(node);
    if (bound == null) {
      return List.of();
    }
    List<Pod> result = new ArrayList<>(bound.size());
    for (Bound one : bound) {
      Pod pod = pods.get(one.key());
      if (pod != null && pod.uid() == one.uid()) {
        result.add(pod);
      }
    }
    return result;
  }

  private void add(Pod pod) {
    byNode
        .computeIfAbsent(pod.nodeName(), node -> new TreeSet<>())
        .add(new Bound(pod.uid(), pod.key()));
  }

  private void remove(Pod pod) {
    SortedSet<Bound> bound = byNode.get(pod.nodeName());
    if (bound != null) {
      bound.remove(new Bound(pod.uid(), pod.key()));
      if (bound.isEmpty()) {
        byNode.remove(pod.nodeName());
      }
    }
  }
}
