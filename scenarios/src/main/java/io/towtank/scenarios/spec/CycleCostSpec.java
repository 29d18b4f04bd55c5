package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import java.time.Duration;

/** How long a scheduling cycle takes. */
@Doc("Simulated time of one scheduling cycle: constant + perNode x nodes evaluated.")
public record CycleCostSpec(
    @Doc("For each pod.") @Default("0s") Duration constant,
    @Doc("For each node evaluated.") @Default("0s") Duration perNode) {}
