package io.towtank.control.runtime;

/**
 * How a reconciliation ended.
 *
 * @param isRetry whether a write failed, so that the object must be looked at again after a delay
 *     that grows from failure to failure
 * @param afterNanos when to look at the object again without a failure; {@link #NOT_AGAIN} if
 *     nothing but a change gives reason to
 */
public record Outcome(boolean isRetry, long afterNanos) {
  /** Nothing but a change gives reason to look again. */
  public static final long NOT_AGAIN = -1;

  /** All is as declared, or will be once what was begun has happened. */
  public static final Outcome DONE = new Outcome(false, NOT_AGAIN);

  /** A write failed. */
  public static final Outcome RETRY = new Outcome(true, NOT_AGAIN);

  /** All is done for now, but time alone will change something. */
  public static Outcome after(long nanos) {
    if (nanos < 0) {
      throw new IllegalArgumentException("a delay of " + nanos + " ns");
    }
    return new Outcome(false, nanos);
  }
}
