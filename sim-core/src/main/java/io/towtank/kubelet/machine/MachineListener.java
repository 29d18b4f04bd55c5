package io.towtank.kubelet.machine;

import io.towtank.model.Pod;

/** Hears of what happens on machines, whether the cluster learns of it or not. */
public interface MachineListener {
  /** A container has begun to run. */
  default void containerStarted(Pod pod, String container) {}

  /**
   * A container has ended.
   *
   * @param exitCode 0 for well
   * @param reason e.g. {@code Completed}, {@code Error}, {@code OOMKilled}
   * @param lostNanos work of a pod with a duration that must be done again: since its last
   *     checkpoint, or since the start where nothing is saved
   */
  void containerEnded(Pod pod, String container, int exitCode, String reason, long lostNanos);

  /**
   * A run of batch work ended before it was done; told before {@link #containerEnded}.
   *
   * @param ranNanos work of that run, all of which would be lost if nothing had been saved
   * @param lostNanos work that must be done again since the last checkpoint
   */
  default void workLost(Pod pod, long ranNanos, long lostNanos) {}
}
