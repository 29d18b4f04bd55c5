package io.towtank.scheduling.framework;

/** A pod in the scheduling queue. */
public interface QueuedPodInfo {
  /** The pod. */
  PodInfo info();

  /** Simulation time at which it entered the queue, or at which its last attempt ended. */
  long timestampNanos();

  /** Makes timestamps unique: the order of entry among pods of one instant. */
  long sequence();

  /** Attempts made so far. */
  int attempts();
}
