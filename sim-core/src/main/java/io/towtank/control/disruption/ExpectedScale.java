package io.towtank.control.disruption;

import io.towtank.api.ApiServer;
import io.towtank.control.PodTally;
import io.towtank.model.Deployment;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.ReplicaSet;
import io.towtank.model.ReplicationController;
import io.towtank.model.StatefulSet;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many pods there should be, by what their owners declare. Source: Kubernetes v1.34, {@code
 * getExpectedScale} and the finders of {@code DisruptionController}.
 */
final class ExpectedScale {
  /** What an owner without a scale comes to, e.g. a job or a daemon set. */
  static final int UNKNOWN = -1;

  private final ApiServer api;

  ExpectedScale(ApiServer api) {
    this.api = api;
  }

  /**
   * Sum over the owners of the pods, each once; {@link #UNKNOWN} if one of them has no scale.
   *
   * @param tally counts of the pods
   */
  int of(String namespace, PodTally tally, Collection<Pod> pods) {
    SortedMap<String, Integer> scales = new TreeMap<>();
    SortedMap<String, OwnerReference> seen = new TreeMap<>();
    for (PodTally.Alike group : tally.all()) {
      OwnerReference owner = group.owner();
      OwnerReference same =
          owner == null ? null : seen.putIfAbsent(owner.kind() + "/" + owner.name(), owner);
      if (same != null && !same.equals(owner)) {
        return of(pods); // An older object of that name: the oldest pod's owner counts.
      }
      if (owner != null && same == null && !addScale(namespace, owner, scales)) {
        return of(pods);
      }
    }
    return sum(scales);
  }

  private int of(Collection<Pod> pods) {
    SortedMap<String, Integer> scales = new TreeMap<>();
    SortedMap<String, Boolean> seen = new TreeMap<>();
    OwnerReference last = null;
    for (Pod pod : pods) {
      OwnerReference owner = pod.owner();
      if (owner == null || owner.equals(last)) {
        continue; // Most often all have the same.
      }
      last = owner;
      if (seen.put(owner.kind() + "/" + owner.name(), true) != null) {
        continue;
      }
      if (!addScale(pod.namespace(), owner, scales)) {
        return UNKNOWN;
      }
    }
    return sum(scales);
  }

  private static int sum(SortedMap<String, Integer> scales) {
    return scales.values().stream().mapToInt(Integer::intValue).sum();
  }

  private boolean addScale(
      String namespace, OwnerReference owner, SortedMap<String, Integer> scales) {
    String key = namespace + "/" + owner.name();
    switch (owner.kind()) {
      case "ReplicaSet" -> {
        ReplicaSet set = api.replicaSets().get(key);
        return set != null && owner.refersTo("ReplicaSet", set.meta()) && addSet(set, scales);
      }
      case "ReplicationController" -> {
        ReplicationController found = api.replicationControllers().get(key);
        if (found != null && owner.refersTo("ReplicationController", found.meta())) {
          scales.put("ReplicationController/" + owner.name(), found.spec().replicas());
          return true;
        }
        return false;
      }
      case "StatefulSet" -> {
        StatefulSet found = api.statefulSets().get(key);
        if (found != null && owner.refersTo("StatefulSet", found.meta())) {
          scales.put("StatefulSet/" + owner.name(), found.spec().replicas());
          return true;
        }
        return false;
      }
      default -> {
        return false;
      }
    }
  }

  /** The scale of a replica set is its deployment's, if it has one. */
  private boolean addSet(ReplicaSet set, SortedMap<String, Integer> scales) {
    OwnerReference top = set.meta().owner();
    if (top == null || !top.kind().equals("Deployment")) {
      scales.put("ReplicaSet/" + set.name(), set.spec().replicas());
      return true;
    }
    Deployment deployment = api.deployments().get(set.namespace() + "/" + top.name());
    if (deployment == null || !top.refersTo("Deployment", deployment.meta())) {
      return false;
    }
    scales.put("Deployment/" + deployment.name(), deployment.spec().replicas());
    return true;
  }
}
