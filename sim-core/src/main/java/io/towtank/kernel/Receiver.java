package io.towtank.kernel;

/**
 * Receives the messages of one mailbox. A receiver changes its own component's state and sends
 * messages; it reaches into no other component.
 *
 * @param <M> the family of messages received
 */
@FunctionalInterface
public interface Receiver<M> {
  /**
   * Called once per message, at the message's time. An exception ends the simulation, see {@link
   * SimulationException}.
   */
  void receive(M message);
}
