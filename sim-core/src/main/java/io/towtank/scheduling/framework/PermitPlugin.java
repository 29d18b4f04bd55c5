package io.towtank.scheduling.framework;

/** Last word before binding: lets the pod through, turns it down, or makes it wait. */
public interface PermitPlugin extends Plugin {
  /**
   * The plugin's word.
   *
   * @param status success, a refusal, or wait
   * @param timeoutNanos with wait: after this long the pod is refused; more than 15 minutes count
   *     as 15
   */
  record Result(Status status, long timeoutNanos) {
    /** Go on. */
    public static final Result ALLOW = new Result(Status.SUCCESS, 0);

    /** Wait for {@link WaitingPods#allow}, at most this long. */
    public static Result waitFor(long timeoutNanos) {
      if (timeoutNanos < 1) {
        throw new IllegalArgumentException("waiting takes time, found " + timeoutNanos + " ns");
      }
      return new Result(Status.WAIT, timeoutNanos);
    }

    /** Turned down. */
    public static Result deny(String reason) {
      return new Result(Status.unschedulable(reason), 0);
    }
  }

  /** Called at the end of the scheduling cycle, the pod counting on the node already. */
  Result permit(CycleState state, PodInfo pod, String nodeName);
}
