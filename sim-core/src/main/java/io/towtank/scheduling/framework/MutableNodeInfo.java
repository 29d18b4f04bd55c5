package io.towtank.scheduling.framework;

/** A node of which pods can be put and taken away; made by {@link NodeInfo#copy}. */
public interface MutableNodeInfo extends NodeInfo {
  /** Puts a pod on the node. */
  void add(PodInfo pod);

  /** Takes a pod away that is on the node. */
  void remove(PodInfo pod);
}
