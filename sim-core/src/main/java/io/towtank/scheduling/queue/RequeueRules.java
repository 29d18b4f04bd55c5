package io.towtank.scheduling.queue;

import io.towtank.model.Pod;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.QueueSortPlugin;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.Status;
import java.util.Collection;

/** What the queue asks of the profiles' plugins. */
public interface RequeueRules {
  /** The plugin that orders the active queue. */
  QueueSortPlugin queueSort();

  /** Whether PreEnqueue lets the pod into the active queue. */
  Status preEnqueue(Pod pod);

  /**
   * Whether others are being evicted for the pod right now: until that is done it must not be
   * tried, whatever happens.
   */
  default boolean isPreempting(Pod pod) {
    return false;
  }

  /** Whether changes of this kind may ever help a pod that these plugins have refused. */
  default boolean mayEverHelp(Pod pod, Collection<String> plugins, ClusterEvent event) {
    return true;
  }

  /** Whether the change may help a pod that these plugins have refused. */
  boolean mayHelp(
      Pod pod, Collection<String> plugins, ClusterEvent event, QueueingHint.Change change);
}
