package io.towtank.scheduling;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.model.ApiObject;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.scheduling.cache.ClusterCache;
import io.towtank.scheduling.cache.NominatedPodList;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.QueueingHint.Change;
import io.towtank.scheduling.queue.QueuedPod;
import io.towtank.scheduling.queue.SchedulingQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Keeps the scheduler's cache, its queue and its books on nominated pods in step with the API, and
 * tells the queue which changes may help pods that wait.
 *
 * <p>A nominated pod counts like one on its node for pods of equal or lower priority: to them, its
 * end, its binding and the end of its nomination are the deletion of an assigned pod. Source:
 * kube-scheduler v1.34, event handlers.
 */
final class ClusterEvents {
  private final ClusterCache cache;
  private final SchedulingQueue queue;
  private final NominatedPodList nominated;
  private final Predicate<Pod> isOurs;
  private final Consumer<Pod> onAssumedDeleted;
  private final Consumer<Pod> onGated;

  /**
   * Watches nothing yet.
   *
   * @param onAssumedDeleted told of pods that are deleted while they are assumed
   * @param onGated told of new pods that a PreEnqueue plugin keeps out
   */
  ClusterEvents(
      ClusterCache cache,
      SchedulingQueue queue,
      NominatedPodList nominated,
      Predicate<Pod> isOurs,
      Consumer<Pod> onAssumedDeleted,
      Consumer<Pod> onGated) {
    this.cache = cache;
    this.queue = queue;
    this.nominated = nominated;
    this.isOurs = isOurs;
    this.onAssumedDeleted = onAssumedDeleted;
    this.onGated = onGated;
  }

  void watch(ApiServer api, long delayNanos) {
    api.nodes().watch("scheduler", delayNanos, new NodeWatcher());
    api.pods().watch("scheduler", delayNanos, new PodWatcher());
    api.persistentVolumes()
        .watch(
            "scheduler",
            delayNanos,
            new ObjectWatcher<>(
                ClusterEvent.PERSISTENT_VOLUME_ADDED,
                ClusterEvent.PERSISTENT_VOLUME_UPDATED,
                ClusterEvent.PERSISTENT_VOLUME_DELETED));
    api.persistentVolumeClaims()
        .watch(
            "scheduler",
            delayNanos,
            new ObjectWatcher<>(
                ClusterEvent.PERSISTENT_VOLUME_CLAIM_ADDED,
                ClusterEvent.PERSISTENT_VOLUME_CLAIM_UPDATED,
                ClusterEvent.PERSISTENT_VOLUME_CLAIM_DELETED));
    api.storageClasses()
        .watch(
            "scheduler",
            delayNanos,
            new ObjectWatcher<>(
                ClusterEvent.STORAGE_CLASS_ADDED,
                ClusterEvent.STORAGE_CLASS_UPDATED,
                ClusterEvent.STORAGE_CLASS_DELETED));
    api.csiNodes()
        .watch(
            "scheduler",
            delayNanos,
            new ObjectWatcher<>(
                ClusterEvent.CSI_NODE_ADDED,
                ClusterEvent.CSI_NODE_UPDATED,
                ClusterEvent.CSI_NODE_DELETED));
  }

  private final class NodeWatcher implements Watcher<Node> {
    @Override
    public void onAdd(Node node) {
      cache.addNode(node);
      queue.moveOn(ClusterEvent.NODE_ADDED, Change.ofNode(null, node));
    }

    @Override
    public void onUpdate(Node oldNode, Node newNode) {
      cache.updateNode(newNode);
      Change change = Change.ofNode(oldNode, newNode);
      // Lifting a cordon counts as a change of taints, cordoning as none. Source: kube-scheduler
      // v1.34, nodeSchedulingPropertiesChange, and the order from there.
      if (oldNode.unschedulable() && !newNode.unschedulable()) {
        queue.moveOn(ClusterEvent.NODE_TAINTS_CHANGED, change);
      }
      if (!oldNode.allocatable().equals(newNode.allocatable())
          || !oldNode.devices().equals(newNode.devices())) {
        queue.moveOn(ClusterEvent.NODE_ALLOCATABLE_CHANGED, change);
      }
      if (!oldNode.labels().equals(newNode.labels())) {
        queue.moveOn(ClusterEvent.NODE_LABELS_CHANGED, change);
      }
      if (!oldNode.taints().equals(newNode.taints())) {
        queue.moveOn(ClusterEvent.NODE_TAINTS_CHANGED, change);
      }
      if (!oldNode.conditions().equals(newNode.conditions())) {
        queue.moveOn(ClusterEvent.NODE_CONDITIONS_CHANGED, change);
      }
    }

    @Override
    public void onDelete(Node node) {
      queue.moveOn(ClusterEvent.NODE_DELETED, Change.ofNode(node, null));
      cache.removeNode(node.name());
    }
  }

  private final class ObjectWatcher<T extends ApiObject<T>> implements Watcher<T> {
    private final ClusterEvent added;
    private final ClusterEvent updated;
    private final ClusterEvent deleted;

    ObjectWatcher(ClusterEvent added, ClusterEvent updated, ClusterEvent deleted) {
      this.added = added;
      this.updated = updated;
      this.deleted = deleted;
    }

    @Override
    public void onAdd(T object) {
      queue.moveOn(added, Change.ofObject(null, object));
    }

    @Override
    public void onUpdate(T oldObject, T newObject) {
      queue.moveOn(updated, Change.ofObject(oldObject, newObject));
    }

    @Override
    public void onDelete(T object) {
      queue.moveOn(deleted, Change.ofObject(object, null));
    }
  }

  private final class PodWatcher implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      if (pod.isActiveOnNode()) {
        cache.confirm(pod);
        queue.moveOn(ClusterEvent.ASSIGNED_POD_ADDED, Change.ofPod(null, pod));
      } else if (isSchedulable(pod)) {
        queue.add(pod);
        renominate(pod, pod.nominatedNodeName());
        if (queue.placeOf(pod.uid()) == QueuedPod.Place.GATED) {
          onGated.accept(pod);
        }
      }
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (newPod.isActiveOnNode()) {
        assigned(oldPod, newPod);
      } else if (oldPod.isActiveOnNode()) {
        released(oldPod);
      } else if (isSchedulable(newPod)) {
        queue.update(oldPod, newPod);
        if (!queue.isInFlight(newPod.uid())) {
          renominate(newPod, nominationAfter(oldPod, newPod));
        }
        if (!oldPod.nominatedNodeName().isEmpty()
            && !oldPod.nominatedNodeName().equals(newPod.nominatedNodeName())) {
          nominationEnded(oldPod);
        }
      } else {
        queue.delete(newPod);
        nominated.remove(newPod.uid());
      }
    }

    @Override
    public void onDelete(Pod pod) {
      if (pod.isActiveOnNode()) {
        released(pod);
        return;
      }
      nominated.remove(pod.uid());
      if (cache.isAssumed(pod.uid())) {
        onAssumedDeleted.accept(pod);
      } else {
        queue.delete(pod);
      }
      if (!pod.nominatedNodeName().isEmpty()) {
        nominationEnded(pod);
      }
    }

    private void assigned(Pod oldPod, Pod newPod) {
      cache.confirm(newPod);
      if (!oldPod.isBound()) {
        queue.moveOn(ClusterEvent.ASSIGNED_POD_ADDED, Change.ofPod(null, newPod));
        queue.delete(newPod);
        nominated.remove(newPod.uid());
        if (!oldPod.nominatedNodeName().isEmpty()) {
          nominationEnded(oldPod);
        }
      } else if (SchedulingQueue.isRespecified(oldPod, newPod)) {
        queue.moveOn(ClusterEvent.ASSIGNED_POD_UPDATED, Change.ofPod(oldPod, newPod));
      }
    }

    private void released(Pod pod) {
      cache.remove(pod);
      queue.moveOn(ClusterEvent.ASSIGNED_POD_DELETED, Change.ofPod(pod, null));
    }
  }

  /**
   * A nomination that was never written to the API is kept over updates of the pod. Source:
   * kube-scheduler v1.34, {@code UpdateNominatedPod}.
   */
  private String nominationAfter(Pod oldPod, Pod newPod) {
    if (oldPod.nominatedNodeName().isEmpty() && newPod.nominatedNodeName().isEmpty()) {
      String kept = nominated.nodeOf(newPod.uid());
      return kept == null ? "" : kept;
    }
    return newPod.nominatedNodeName();
  }

  private void renominate(Pod pod, String nodeName) {
    PodInfo newest = queue.newest(pod.uid());
    if (newest == null || nodeName.isEmpty()) {
      nominated.remove(pod.uid());
    } else {
      nominated.nominate(newest, nodeName);
    }
  }

  private void nominationEnded(Pod pod) {
    queue.moveOn(
        ClusterEvent.ASSIGNED_POD_DELETED,
        Change.ofPod(pod, null),
        waiting -> waiting.priority() <= pod.priority());
  }

  private boolean isSchedulable(Pod pod) {
    return !pod.isBound() && !pod.phase().isTerminal() && isOurs.test(pod);
  }
}
