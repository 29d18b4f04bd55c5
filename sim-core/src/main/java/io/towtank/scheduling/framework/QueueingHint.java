package io.towtank.scheduling.framework;

import io.towtank.model.ApiObject;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import org.jspecify.annotations.Nullable;

/**
 * One event that can make pods schedulable which a plugin has refused, and a closer look at it.
 *
 * @param event the event
 * @param test whether this very change may help this very pod
 */
public record QueueingHint(ClusterEvent event, Test test) {
  /** The event always helps. */
  public static QueueingHint always(ClusterEvent event) {
    return new QueueingHint(event, (pod, change) -> true);
  }

  /** A closer look at a change. */
  @FunctionalInterface
  public interface Test {
    /** Whether the change may make the pod schedulable, as far as the plugin is concerned. */
    boolean mayHelp(Pod pod, Change change);
  }

  /**
   * What changed. Old is null for what is new, new is null for what is gone; all are null when
   * everything may have changed. Objects are those that are neither nodes nor pods.
   */
  public record Change(
      @Nullable Node oldNode,
      @Nullable Node newNode,
      @Nullable Pod oldPod,
      @Nullable Pod newPod,
      @Nullable ApiObject<?> oldObject,
      @Nullable ApiObject<?> newObject) {
    /** A change of a node. */
    public static Change ofNode(@Nullable Node oldNode, @Nullable Node newNode) {
      return new Change(oldNode, newNode, null, null, null, null);
    }

    /** A change of a pod. */
    public static Change ofPod(@Nullable Pod oldPod, @Nullable Pod newPod) {
      return new Change(null, null, oldPod, newPod, null, null);
    }

    /** A change of an object of another kind. */
    public static Change ofObject(
        @Nullable ApiObject<?> oldObject, @Nullable ApiObject<?> newObject) {
      return new Change(null, null, null, null, oldObject, newObject);
    }
  }
}
