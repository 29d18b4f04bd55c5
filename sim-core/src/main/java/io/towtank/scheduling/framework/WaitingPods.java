package io.towtank.scheduling.framework;

import io.towtank.model.Pod;
import java.util.List;

/** Pods that hold a node but wait for Permit plugins to let them through. */
public interface WaitingPods {
  /** Nobody waits. */
  WaitingPods NONE =
      new WaitingPods() {
        @Override
        public List<Pod> all() {
          return List.of();
        }

        @Override
        public boolean allow(long podUid, String plugin) {
          return false;
        }

        @Override
        public boolean reject(long podUid, String plugin, String reason) {
          return false;
        }
      };

  /** All that wait, longest first. */
  List<Pod> all();

  /**
   * One plugin lets the pod through; it goes on once all that made it wait have.
   *
   * @return false if the pod does not wait
   */
  boolean allow(long podUid, String plugin);

  /**
   * Sends the pod back to the queue.
   *
   * @return false if the pod does not wait
   */
  boolean reject(long podUid, String plugin, String reason);
}
