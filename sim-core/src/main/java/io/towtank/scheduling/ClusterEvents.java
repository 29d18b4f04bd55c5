package io.towtank.scheduling;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.scheduling.cache.ClusterCache;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.QueueingHint.Change;
import io.towtank.scheduling.queue.SchedulingQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps the scheduler's cache and queue in step with the API. */
final class ClusterEvents {
  private final ClusterCache cache;
  private final SchedulingQueue queue;
  private final Predicate<Pod> isOurs;
  private final Consumer<Pod> onAssumedDeleted;

  /**
   * Watches nothing yet.
   *
   * @param onAssumedDeleted told of pods that are deleted while they are assumed
   */
  ClusterEvents(
      ClusterCache cache,
      SchedulingQueue queue,
      Predicate<Pod> isOurs,
      Consumer<Pod> onAssumedDeleted) {
    this.cache = cache;
    this.queue = queue;
    this.isOurs = isOurs;
    this.onAssumedDeleted = onAssumedDeleted;
  }

  void watch(ApiServer api, long delayNanos) {
    api.nodes().watch("scheduler", delayNanos, new NodeWatcher());
    api.pods().watch("scheduler", delayNanos, new PodWatcher());
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
      cache.removeNode(node.name());
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
      }
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (newPod.isActiveOnNode()) {
        assigned(oldPod, newPod);
      } else if (oldPod.isActiveOnNode()) {
        released(oldPod, newPod);
      } else if (!isSchedulable(newPod)) {
        queue.delete(newPod);
      } else if (isRespecified(oldPod, newPod)) {
        queue.update(oldPod, newPod);
      }
    }

    @Override
    public void onDelete(Pod pod) {
      if (pod.isActiveOnNode()) {
        released(pod, null);
      } else if (cache.isAssumed(pod.uid())) {
        onAssumedDeleted.accept(pod);
      } else {
        queue.delete(pod);
      }
    }

    private void assigned(Pod oldPod, Pod newPod) {
      if (!oldPod.isBound()) {
        cache.confirm(newPod);
        queue.moveOn(ClusterEvent.ASSIGNED_POD_ADDED, Change.ofPod(null, newPod));
        queue.delete(newPod);
      } else if (isRespecified(oldPod, newPod)) {
        cache.confirm(newPod);
        queue.moveOn(ClusterEvent.ASSIGNED_POD_UPDATED, Change.ofPod(oldPod, newPod));
      }
    }

    private void released(Pod oldPod, @Nullable Pod newPod) {
      cache.remove(oldPod);
      queue.moveOn(ClusterEvent.ASSIGNED_POD_DELETED, Change.ofPod(oldPod, newPod));
    }
  }

  private boolean isSchedulable(Pod pod) {
    return !pod.isBound()
        && !pod.phase().isTerminal()
        && pod.deletionNanos() == Pod.NEVER
        && isOurs.test(pod);
  }

  @SuppressWarnings("ReferenceEquality") // a version that only changes status keeps the spec
  private static boolean isRespecified(Pod oldPod, Pod newPod) {
    return oldPod.spec() != newPod.spec()
        || oldPod.priority() != newPod.priority()
        || !oldPod.labels().equals(newPod.labels());
  }
}
