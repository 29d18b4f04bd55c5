package io.towtank.kubelet;

import io.towtank.kernel.Message;

/**
 * A step in a pod's life on its node.
 *
 * @param podKey {@code namespace/name}
 * @param podUid which pod of that name
 * @param step what happens
 */
record PodLifecycleMessage(String podKey, long podUid, Step step) implements Message {
  /** What happens. */
  enum Step {
    /** Its containers run. */
    START,
    /** It has run for as long as it wanted. */
    COMPLETE,
    /** It was told to end, and its grace is over. */
    REMOVE
  }

  @Override
  public long fingerprint() {
    return podUid * 31 + step.name().hashCode();
  }

  @Override
  public String toString() {
    return step + " " + podKey;
  }
}
