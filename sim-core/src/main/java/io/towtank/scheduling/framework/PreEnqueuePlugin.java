package io.towtank.scheduling.framework;

import io.towtank.model.Pod;

/** Guards the active queue: a pod refused here is not tried. */
public interface PreEnqueuePlugin extends Plugin {
  /** Success, or a refusal that keeps the pod out until it is changed. */
  Status preEnqueue(Pod pod);
}
