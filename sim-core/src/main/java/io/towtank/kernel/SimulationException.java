package io.towtank.kernel;

/**
 * A receiver has thrown an exception: a defect in a component, not bad input. Tells the event at
 * which it happened; the exception thrown is the {@linkplain #getCause() cause}.
 */
public final class SimulationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SimulationException(
      long timeNanos, Phase phase, String mailbox, Message message, RuntimeException cause) {
    super(
        "At %d ns, phase %s: mailbox %s failed on %s: %s"
            .formatted(timeNanos, phase, mailbox, message, cause),
        cause);
  }
}
