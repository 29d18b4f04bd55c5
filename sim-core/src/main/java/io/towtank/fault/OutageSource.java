package io.towtank.fault;

import org.jspecify.annotations.Nullable;

/** A failure trace, read as it is needed. */
@FunctionalInterface
public interface OutageSource {
  /**
   * The next outage, null at the end. Starts never go back.
   *
   * @throws io.towtank.text.InputException if it can't be read
   */
  @Nullable Outage next();
}
