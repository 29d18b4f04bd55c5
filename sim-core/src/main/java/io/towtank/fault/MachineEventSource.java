package io.towtank.fault;

import org.jspecify.annotations.Nullable;

/** A trace of machines, read as it is needed. */
@FunctionalInterface
public interface MachineEventSource {
  /**
   * The next event, null at the end. Times never go back.
   *
   * @throws io.towtank.text.InputException if it can't be read
   */
  @Nullable MachineEvent next();
}
