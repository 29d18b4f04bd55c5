package io.towtank.scenarios.spec;

import io.towtank.scenarios.config.SchedulerConfiguration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scenario that is ready to run.
 *
 * @param source where it came from
 * @param spec what it says
 * @param configuration the scheduler's configuration, null if the scenario names none
 * @param warnings fields that have no effect; the summary repeats them
 */
public record Scenario(
    ScenarioSource source,
    ScenarioSpec spec,
    @Nullable SchedulerConfiguration configuration,
    List<String> warnings) {
  /** Copies the warnings. */
  public Scenario {
    warnings = List.copyOf(warnings);
  }

  /** The same workload on these nodes and no others. */
  public Scenario onNodes(List<NodeGroupSpec> groups) {
    return new Scenario(source, spec.onNodes(groups), configuration, warnings);
  }

  /** The same without faults and actions. */
  public Scenario undisturbed() {
    return new Scenario(source, spec.undisturbed(), configuration, warnings);
  }
}
