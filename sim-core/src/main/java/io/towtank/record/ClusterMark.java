package io.towtank.record;

/**
 * Something of note that happened to a pod or a workload, or that somebody did.
 *
 * @param atNanos simulation time
 * @param kind what happened
 * @param object to whom: a pod's {@code namespace/name}, a workload's {@code Kind namespace/name},
 *     or what was acted on
 * @param detail more about it: why a pod was evicted, for whom it was preempted, pods wanted before
 *     and after; may be empty
 */
public record ClusterMark(long atNanos, Kind kind, String object, String detail) {
  /** What can happen. */
  public enum Kind {
    /** A pod is made to leave its node: by a taint, a request to evict it, its kubelet. */
    EVICTED("evicted"),
    /** A pod is made to leave its node so that a more important one has room. */
    PREEMPTED("preempted"),
    /** Another number of pods is wanted of a workload. */
    SCALED("scaled"),
    /** Somebody acted, as with {@code kubectl}. */
    ACTION("action"),
    /** A pod ended badly, and nobody had told it to end. */
    POD_FAILED("pod-failed");

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
