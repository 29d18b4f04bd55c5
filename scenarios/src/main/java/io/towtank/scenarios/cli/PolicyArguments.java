package io.towtank.scenarios.cli;

import io.towtank.scenarios.run.RunOptions;
import io.towtank.scheduling.engine.EngineKind;
import io.towtank.text.InputException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What one run does otherwise than its scenario says. */
final class PolicyArguments {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      completionCandidates = Candidates.Policies.class,
      description = "Scheduling policy in place of the scenario's; see 'towtank policies'.")
  private @Nullable String policy;

  @Option(
      names = "--scheduler-config",
      paramLabel = "FILE",
      description =
          "A KubeSchedulerConfiguration, as kube-scheduler takes it, in place of the scenario's"
              + " policy.")
  private @Nullable String schedulerConfig;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Root of all randomness in place of the scenario's.")
  private @Nullable Long seed;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description =
          "What finds the nodes, in place of the scenario's: 'fast' looks only at nodes that"
              + " changed, 'reference' asks every plugin about every node. Both decide alike.")
  private @Nullable String engine;

  /** The options of a run; refuses a policy that there is not. */
  RunOptions options(boolean check, boolean decisions) {
    if (policy != null) {
      ScenarioArguments.requirePolicy("--policy", policy);
    }
    if (policy != null && schedulerConfig != null) {
      throw new ParameterException(
          spec.commandLine(), "found --policy and --scheduler-config, expected at most one");
    }
    Path configuration =
        schedulerConfig == null
            ? null
            : OutputArguments.path("--scheduler-config", schedulerConfig);
    return new RunOptions(policy, configuration, seed, check, decisions, engine());
  }

  private @Nullable EngineKind engine() {
    return engine == null ? null : engine(engine);
  }

  /** The engine that {@code --engine} names. */
  static EngineKind engine(String name) {
    return switch (name) {
      case "reference" -> EngineKind.REFERENCE;
      case "fast" -> EngineKind.FAST;
      default ->
          throw new InputException("--engine: expected reference or fast, found '" + name + "'");
    };
  }

  /** As they were typed, each with a space before it. */
  String typed() {
    return (policy == null ? "" : " --policy " + policy)
        + (schedulerConfig == null ? "" : " --scheduler-config " + schedulerConfig)
        + (seed == null ? "" : " --seed " + seed)
        + (engine == null ? "" : " --engine " + engine);
  }
}
