package io.towtank.model;

/**
 * How a pod's containers fare, as far as the cluster is told.
 *
 * @param ready whether the pod can serve: its condition {@code Ready}
 * @param readyNanos when that changed last; {@link Pod#NEVER} if it never did
 * @param restarts how often containers were started anew
 * @param exitCode how the container ended that ended last; 0 for well, or for none
 * @param exitContainer name of that container, empty for none
 */
public record RunStatus(
    boolean ready, long readyNanos, int restarts, int exitCode, String exitContainer) {
  /** Nothing has run yet. */
  public static final RunStatus INITIAL = new RunStatus(false, Pod.NEVER, 0, 0, "");

  /** The same, ready or not; the time stays where nothing changes. */
  public RunStatus withReady(boolean value, long atNanos) {
    return value == ready ? this : new RunStatus(value, atNanos, restarts, exitCode, exitContainer);
  }

  /** The same with this number of restarts. */
  public RunStatus withRestarts(int value) {
    return new RunStatus(ready, readyNanos, value, exitCode, exitContainer);
  }

  /** The same after a container ended. */
  public RunStatus withExit(String container, int code) {
    return new RunStatus(ready, readyNanos, restarts, code, container);
  }
}
