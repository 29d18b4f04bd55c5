package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Constant;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A scenario file. */
@Doc("A scenario: a cluster, a scheduler, a workload, and what to measure.")
public record ScenarioSpec(
    @Doc("Version of this file format.") @Constant(ScenarioSpec.API_VERSION) String apiVersion,
    @Doc("Kind of this file.") @Constant(ScenarioSpec.KIND) String kind,
    @Doc("The scenario's name and what it shows.") MetadataSpec metadata,
    @Doc("Root of all randomness; the same seed gives the same run.") @Default("1") long seed,
    @Doc(
            "Simulation time at which the run ends. Without it a timed run ends when all pods have"
                + " ended.")
        @Range(min = "1ns")
        @Nullable Duration horizon,
    @Doc("The nodes.") ClusterSpec cluster,
    @Doc("How pods are scheduled.") @Default("{}") SchedulerSpec scheduler,
    @Doc("The pods.") @Default("{replay: timed}") WorkloadSpec workload,
    @Doc("What the run records.") @Default("{}") MeasureSpec measure) {
  /** Version of the file format. */
  public static final String API_VERSION = "towtank.io/v1";

  /** Kind of the file. */
  public static final String KIND = "Scenario";
}
