package io.towtank.record;

/**
 * A change of a node, when the API shows it.
 *
 * @param atNanos simulation time
 * @param kind what changed
 * @param node the node's name
 * @param detail more about it: a taint, a condition's status, sizes before and after; may be empty
 */
public record NodeEvent(long atNanos, Kind kind, String node, String detail) {
  /** What can change. */
  public enum Kind {
    /** It is there from now on. */
    JOINED("joined"),
    /** It is gone. */
    LEFT("left"),
    /** Its condition {@code Ready} holds again. */
    READY("ready"),
    /** Its condition {@code Ready} holds no more, or is unknown. */
    NOT_READY("not-ready"),
    /** It takes no more pods. */
    CORDONED("cordoned"),
    /** It takes pods again. */
    UNCORDONED("uncordoned"),
    /** It got a taint. */
    TAINTED("tainted"),
    /** It lost a taint. */
    UNTAINTED("untainted"),
    /** Other amounts are allocatable than before. */
    RESIZED("resized");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The name that files use. */
    public String label() {
      return label;
    }
  }
}
