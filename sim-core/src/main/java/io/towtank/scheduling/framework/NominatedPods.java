package io.towtank.scheduling.framework;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pods that wait for room on nodes where preemption is making it. */
public interface NominatedPods {
  /** Nobody is nominated. */
  NominatedPods NONE = nodeName -> List.of();

  /** Pods nominated to the node, in the order of their nomination. */
  List<PodInfo> on(String nodeName);

  /** At least all nodes that pods are nominated to; null if nobody knows. */
  default @Nullable Collection<String> nodeNames() {
    return null;
  }

  /** Whether there are none at all. */
  default boolean isEmpty() {
    return false;
  }
}
