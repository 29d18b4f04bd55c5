package io.towtank.scheduling.framework;

/** Hears that a pod was bound. */
public interface PostBindPlugin extends Plugin {
  /** Called at the end of the binding cycle. */
  void postBind(CycleState state, PodInfo pod, String nodeName);
}
