package io.towtank.record;

/** Takes what a run records, as it happens. Every method may be left out. */
public interface RunRecorder {
  /** Keeps nothing. */
  RunRecorder NONE = new RunRecorder() {};

  /** A pod has ended, or the run has. Called once for each pod that was submitted. */
  default void pod(PodRow row) {}

  /** A node as it stands at the end of the run, in the order in which nodes joined. */
  default void node(NodeRow row) {}

  /** The columns of the samples to come; called once, before the first of them. */
  default void series(SeriesSchema schema) {}

  /** The state of the cluster at one moment; times never go back. */
  default void sample(SeriesSample sample) {}

  /** How one pod's scheduling attempt went; only where decisions are recorded. */
  default void decision(Decision decision) {}

  /** Whether {@link #decision} wants to be called; recording them costs time. */
  default boolean wantsDecisions() {
    return false;
  }
}
