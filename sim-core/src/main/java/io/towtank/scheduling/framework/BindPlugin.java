package io.towtank.scheduling.framework;

/** Binds the pod to its node. */
public interface BindPlugin extends Plugin {
  /**
   * Called in the binding cycle, in the profile's order, until one does not skip.
   *
   * @return success, skip, or error
   */
  Status bind(CycleState state, PodInfo pod, String nodeName);
}
