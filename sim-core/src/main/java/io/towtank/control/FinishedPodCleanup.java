package io.towtank.control;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.model.Pod;

/**
 * Deletes pods as soon as they have ended, so that a run's memory grows with the pods that live,
 * not with all that ever did. The real pod garbage collector keeps 12,500 of them; none is of use
 * here.
 */
public final class FinishedPodCleanup {
  /** Cleans up from now on. */
  public FinishedPodCleanup(ApiServer api) {
    api.pods()
        .watch(
            "finished-pod-cleanup",
            0,
            new Watcher<Pod>() {
              @Override
              public void onUpdate(Pod oldPod, Pod newPod) {
                if (!newPod.phase().isTerminal()) {
                  return;
                }
                Pod stored = api.pods().get(newPod.key());
                if (stored != null && stored.uid() == newPod.uid()) {
                  api.pods().delete(newPod.key());
                }
              }
            });
  }
}
