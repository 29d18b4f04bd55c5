package io.towtank.scenarios.run;

import org.jspecify.annotations.Nullable;

/**
 * What a run does otherwise than its scenario says.
 *
 * @param policy ready policy in place of the scenario's; null for the scenario's
 * @param seed root seed in place of the scenario's; null for the scenario's
 * @param check whether invariants are checked all along
 * @param decisions whether decisions are recorded, even if the scenario does not ask for it
 */
public record RunOptions(
    @Nullable String policy, @Nullable Long seed, boolean check, boolean decisions) {}
