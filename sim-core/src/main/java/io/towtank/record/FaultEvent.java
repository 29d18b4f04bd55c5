package io.towtank.record;

/**
 * One step in the course of a fault.
 *
 * @param fault number of the fault
 * @param atNanos simulation time
 * @param kind what happened
 * @param object to whom: a node's name, a pod's {@code namespace/name}, or what the fault struck
 * @param detail more about it: a node where a pod is bound, a taint, the pod replaced; may be empty
 */
public record FaultEvent(int fault, long atNanos, Kind kind, String object, String detail) {
  /** What can happen. */
  public enum Kind {
    /** The fault struck. */
    BEGAN("fault strikes"),
    /** Something of note, in its own words. */
    NOTED("note"),
    /** A node struck is not Ready any more, as far as the API knows. */
    NODE_NOT_READY("node not Ready"),
    /** A node struck got a taint. */
    NODE_TAINTED("node tainted"),
    /** A pod hit is not ready any more, as far as the API knows. */
    POD_UNREADY("pod not ready"),
    /** A pod hit was told to end, or ended badly. */
    POD_EVICTED("pod evicted"),
    /** A pod was created in the place of one that was lost. */
    REPLACEMENT_CREATED("replacement created"),
    /** A replacement was bound to a node. */
    REPLACEMENT_BOUND("replacement bound"),
    /** A replacement runs. */
    REPLACEMENT_STARTED("replacement started"),
    /** A replacement is ready. */
    REPLACEMENT_READY("replacement ready"),
    /** The fault was repaired, or is over. */
    ENDED("fault over"),
    /** A node struck is Ready again. */
    NODE_READY("node Ready again"),
    /** A node struck lost a taint. */
    NODE_UNTAINTED("taint removed"),
    /** A pod hit is ready again, on its own node. */
    POD_READY("pod ready again"),
    /** A pod hit is gone from the API. */
    POD_GONE("pod gone");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The step for people. */
    public String words() {
      return words;
    }
  }
}
