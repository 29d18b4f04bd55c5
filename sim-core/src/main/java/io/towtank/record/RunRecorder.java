package io.towtank.record;

import io.towtank.model.Pod;
import org.jspecify.annotations.Nullable;

/** Takes what a run records, as it happens. Every method may be left out. */
public interface RunRecorder {
  /** Keeps nothing. */
  RunRecorder NONE = new RunRecorder() {};

  /** A pod exists from now on; told before anything else of it. */
  default void created(Pod pod) {}

  /** A pod has ended, or the run has. Called once for each pod that was submitted. */
  default void pod(PodRow row) {}

  /** A node as it stands at the end of the run, in the order in which nodes joined. */
  default void node(NodeRow row) {}

  /** The columns of the samples to come; called once, before the first of them. */
  default void series(SeriesSchema schema) {}

  /** The state of the cluster at one moment; times never go back. */
  default void sample(SeriesSample sample) {}

  /** How one pod's scheduling attempt went; only where its decisions are recorded. */
  default void decision(Decision decision) {}

  /**
   * A pod did not get bound to the node that was found for it; only where its decisions are
   * recorded.
   *
   * @param pod {@code namespace/name}
   * @param attempt 1 for the first
   * @param reason what Reserve, Permit, PreBind or Bind said
   */
  default void notBound(String pod, int attempt, String reason) {}

  /** A step in the course of a fault, as it happens. */
  default void faultEvent(FaultEvent event) {}

  /** What a fault did; told at the end of the run, in the order in which they began. */
  default void fault(FaultRow row) {}

  /** How well a workload was served; told at the end of the run, in the order of creation. */
  default void workload(WorkloadRow row) {}

  /**
   * Whether it wants to hear of the run's course: {@link #nodeDescribed}, {@link #nodeEvent},
   * {@link #mark}, {@link #pending}, {@link #loadHistory}.
   */
  default boolean wantsCourse() {
    return false;
  }

  /**
   * What a run is going to be like, as far as anybody knows; told before all else.
   *
   * @param nodes nodes at the beginning
   * @param pods pods to come, -1 where that is not known
   */
  default void expected(int nodes, long pods) {}

  /** A node as it is from now on; told before the event that it joined, or got another size. */
  default void nodeDescribed(NodeDescription node) {}

  /** A node has changed. */
  default void nodeEvent(NodeEvent event) {}

  /** Something of note has happened. */
  default void mark(ClusterMark mark) {}

  /**
   * A pod waits for a node from now on, waits for another reason, or waits no more.
   *
   * @param before why it waited before, in kube-scheduler's words, empty before its first attempt;
   *     null if it did not wait
   * @param after why it waits now; null if it does not wait
   */
  default void pending(long atNanos, @Nullable String before, @Nullable String after) {}

  /** How full the nodes were; told once at the end of the run. */
  default void loadHistory(LoadHistory loads) {}

  /** Whether {@link #decision} wants to be called for any pod; recording them costs time. */
  default boolean wantsDecisions() {
    return false;
  }

  /** Whether it wants to be called for this pod; asked only where it is for any. */
  default boolean wantsDecisions(Pod pod) {
    return wantsDecisions();
  }
}
