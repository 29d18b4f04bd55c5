package io.towtank.scheduling.framework;

/** Works out, once for each attempt, what Filter needs; or refuses the pod for all nodes. */
public interface PreFilterPlugin extends Plugin {
  /**
   * Called once at the start of a scheduling cycle. After an unschedulable the other plugins are
   * still asked, after an unresolvable they are not.
   */
  PreFilterResult preFilter(CycleState state, PodInfo pod, NodeList nodes);
}
