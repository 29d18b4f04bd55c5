package io.towtank.scenarios.spec;

import java.util.List;

/**
 * A scenario that is ready to run.
 *
 * @param source where it came from
 * @param spec what it says
 * @param warnings fields that have no effect; the summary repeats them
 */
public record Scenario(ScenarioSource source, ScenarioSpec spec, List<String> warnings) {
  /** Copies the warnings. */
  public Scenario {
    warnings = List.copyOf(warnings);
  }
}
