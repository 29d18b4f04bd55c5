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

  /**
   * Whether the waiting pod itself was given a toleration; they can be added, never changed.
   * Source: kube-scheduler v1.34, {@code extractPodTolerationChange}.
   */
  static boolean isTolerationAdded(Pod pod, Change change) {
    Pod before = change.oldPod();
    Pod after = change.newPod();
    return before != null
        && after != null
        && after.uid() == pod.uid()
        && before.spec().tolerations().size() != after.spec().tolerations().size();
  }
}
