package io.towtank.scenarios.whatif;

import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.scenarios.run.ClusterState;

/** What becomes of a pod whose place is taken away. */
enum Fate {
  /** Its controller makes it anew, and it needs a node. */
  REPLACED,
  /** It has no controller: nobody makes it anew. */
  LOST,
  /** It belongs to its node: a daemon set's, or a static pod, which the kubelet itself runs. */
  GONE_WITH_NODE,
  /** It was told to end already. */
  ENDING;

  /**
   * The fate of a pod on a node that is removed.
   *
   * @param recreateBare whether pods without a controller are made anew, too
   */
  static Fate onRemovedNode(Pod pod, boolean recreateBare) {
    if (ClusterState.belongsToNode(pod)) {
      return GONE_WITH_NODE;
    }
    return elsewhere(pod, recreateBare);
  }

  /** The fate of a pod that is preempted; its daemon set makes it anew for the same node. */
  static Fate preempted(Pod pod, boolean recreateBare) {
    OwnerReference owner = pod.owner();
    return owner != null && ClusterState.isStatic(owner) ? LOST : elsewhere(pod, recreateBare);
  }

  /** A stateful set waits for the end of the old pod; others have replaced it long ago. */
  private static Fate elsewhere(Pod pod, boolean recreateBare) {
    OwnerReference owner = pod.owner();
    if (pod.isTerminating()) {
      return owner != null && owner.kind().equals("StatefulSet") ? REPLACED : ENDING;
    }
    return owner != null || recreateBare ? REPLACED : LOST;
  }
}
