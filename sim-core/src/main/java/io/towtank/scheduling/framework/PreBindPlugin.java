package io.towtank.scheduling.framework;

/** Does what must be done before the pod is bound, e.g. provisions volumes. */
public interface PreBindPlugin extends Plugin {
  /** Called in the binding cycle; anything but success sends the pod back to the queue. */
  Status preBind(CycleState state, PodInfo pod, String nodeName);
}
