package io.towtank.scenarios.run;

import io.towtank.scheduling.engine.EngineKind;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a run does otherwise than its scenario says.
 *
 * @param policy ready policy in place of the scenario's; null for the scenario's
 * @param configuration file of a scheduler's configuration in place of the scenario's; null for the
 *     scenario's
 * @param seed root seed in place of the scenario's; null for the scenario's
 * @param check whether invariants are checked all along
 * @param decisions whether decisions are recorded, even if the scenario does not ask for it
 * @param engine what finds the nodes, in place of the scenario's; null for the scenario's
 */
public record RunOptions(
    @Nullable String policy,
    @Nullable Path configuration,
    @Nullable Long seed,
    boolean check,
    boolean decisions,
    @Nullable EngineKind engine) {
  /** Refuses two schedulers. */
  public RunOptions {
    if (policy != null && configuration != null) {
      throw new IllegalArgumentException("a policy and a configuration, expected at most one");
    }
  }

  /** With the scenario's configuration and engine. */
  public RunOptions(
      @Nullable String policy, @Nullable Long seed, boolean check, boolean decisions) {
    this(policy, null, seed, check, decisions, null);
  }
}
