package io.towtank.plugins.kubernetes;

import io.towtank.model.Pod;
import io.towtank.scheduling.framework.QueueingHint.Change;

/** Questions that several queueing hints ask of a change. */
public final class Changes {
  private Changes() {}

  /** Whether anything may have changed, so that every pod deserves a try. */
  public static boolean isEverything(Change change) {
    return change.oldNode() == null
        && change.newNode() == null
        && change.oldPod() == null
        && change.newPod() == null
        && change.oldObject() == null
        && change.newObject() == null;
  }

  /** Whether the waiting pod itself was updated. */
  static boolean isUpdateOf(Pod pod, Change change) {
    return change.newPod() != null && change.newPod().uid() == pod.uid();
  }
}
