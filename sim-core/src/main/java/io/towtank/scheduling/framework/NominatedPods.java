package io.towtank.scheduling.framework;

import java.util.List;

/** Pods that wait for room on nodes where preemption is making it. */
public interface NominatedPods {
  /** Nobody is nominated. */
  NominatedPods NONE = nodeName -> List.of();

  /** Pods nominated to the node, in the order of their nomination. */
  List<PodInfo> on(String nodeName);

  /** Whether there are none at all. */
  default boolean isEmpty() {
    return false;
  }
}
