package io.towtank.scheduling.framework;

/** Orders the active queue. A profile has exactly one; all profiles of a scheduler the same. */
public interface QueueSortPlugin extends Plugin {
  /** Negative if {@code a} is tried before {@code b}; 0 only for the same pod. */
  int compare(QueuedPodInfo a, QueuedPodInfo b);
}
