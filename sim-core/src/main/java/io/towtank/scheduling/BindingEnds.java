package io.towtank.scheduling;

import io.towtank.kernel.Message;

/** A binding has had its time. */
record BindingEnds(Attempt attempt) implements Message {
  @Override
  public long fingerprint() {
    return attempt.pod().pod().uid() * 31 + attempt.number();
  }

  @Override
  public String toString() {
    return "binding ends: " + attempt;
  }
}
