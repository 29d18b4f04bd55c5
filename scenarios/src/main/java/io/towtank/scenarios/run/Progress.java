package io.towtank.scenarios.run;

/** Hears how far a run has come. */
public interface Progress {
  /** Listens to nothing. */
  Progress NONE = (done, total) -> {};

  /**
   * A run begins.
   *
   * @param view the run, to be looked at from within {@link #update} only
   */
  default void begins(RunView view) {}

  /**
   * Some more is done; called often.
   *
   * @param total -1 where it is unknown
   */
  void update(long done, long total);
}
