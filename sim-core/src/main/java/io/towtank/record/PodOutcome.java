package io.towtank.record;

/** How a pod stood when it ended, or when the run did. */
public enum PodOutcome {
  /** It ran to its end. */
  SUCCEEDED("succeeded"),
  /** It ended badly, or was deleted. */
  FAILED("failed"),
  /** It was bound and had not ended. */
  RUNNING("running"),
  /** It was not bound, though a node could have held it if the node were empty. */
  PENDING("pending"),
  /** It was not bound, and no node could hold it even if the node were empty. */
  NEVER_FITTING("never-fitting");

  private final String label;

  PodOutcome(String label) {
    this.label = label;
  }

  /** The name that files use. */
  public String label() {
    return label;
  }
}
