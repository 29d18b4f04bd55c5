package io.towtank.control;

import io.towtank.api.ApiServer;
import io.towtank.kernel.Simulation;

/**
 * What every controller is made with.
 *
 * @param simulation for time and randomness
 * @param api what it reads and writes
 * @param pods the pods there are, by owner
 * @param options how controllers work
 */
public record ControlContext(
    Simulation simulation, ApiServer api, PodIndex pods, ControlOptions options) {
  /** A context with an index of its own. */
  public static ControlContext of(Simulation simulation, ApiServer api, ControlOptions options) {
    return new ControlContext(simulation, api, new PodIndex(api), options);
  }
}
