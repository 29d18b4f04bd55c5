package io.towtank.scenarios.cli;

import io.towtank.scenarios.run.RunOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What one run does otherwise than its scenario says. */
final class PolicyArguments {
  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      description = "Scheduling policy in place of the scenario's; see 'towtank policies'.")
  private @Nullable String policy;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Root of all randomness in place of the scenario's.")
  private @Nullable Long seed;

  /** The options of a run; refuses a policy that there is not. */
  RunOptions options(boolean check, boolean decisions) {
    if (policy != null) {
      ScenarioArguments.requirePolicy("--policy", policy);
    }
    return new RunOptions(policy, seed, check, decisions);
  }

  /** As they were typed, each with a space before it. */
  String typed() {
    return (policy == null ? "" : " --policy " + policy) + (seed == null ? "" : " --seed " + seed);
  }
}
