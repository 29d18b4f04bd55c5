package io.towtank.scenarios.conformance;

import io.towtank.kernel.Message;

/** What happens in a timeline besides scheduling. */
sealed interface TimelineMessage extends Message {
  /** Hands itself to the part that is for it. */
  void deliverTo(Handler handler);

  @Override
  default long fingerprint() {
    return toString().hashCode();
  }

  /** Takes each kind of message. */
  interface Handler {
    /** A recorded event falls due. */
    void occur(Occurrence occurrence);

    /** A pod has ended by itself, or its grace is over. */
    void end(PodEnds podEnds);
  }

  /**
   * A recorded event falls due.
   *
   * @param number its place in the case's list
   */
  record Occurrence(int number) implements TimelineMessage {
    @Override
    public void deliverTo(Handler handler) {
      handler.occur(this);
    }
  }

  /**
   * A pod has ended by itself, or its grace is over.
   *
   * @param key the pod's name with its namespace
   * @param uid which of several pods of this name
   */
  record PodEnds(String key, long uid) implements TimelineMessage {
    @Override
    public void deliverTo(Handler handler) {
      handler.end(this);
    }
  }
}
