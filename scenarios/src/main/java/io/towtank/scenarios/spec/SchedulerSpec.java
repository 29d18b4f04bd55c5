package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.AtMostOne;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Registered;
import io.towtank.scheduling.framework.SchedulingPolicy;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The scheduler of a scenario. */
@Doc("The scheduler: a ready policy or a profile of your own, and how fast it is.")
@AtMostOne({"policy", "profile"})
public record SchedulerSpec(
    @Doc(
            "Name of a ready policy; `towtank policies` lists them. Where neither this nor `profile`"
                + " is given it is kubernetes-default.")
        @Registered(SchedulingPolicy.class)
        @Nullable String policy,
    @Doc("Plugins of your own choice.") @Nullable ProfileSpec profile,
    @Doc(
            "Which of the best nodes is taken: one at random, as kube-scheduler does, the first, or"
                + " the one of lowest rank, where ranks are drawn once in each run or come from"
                + " `rankFile`.")
        @Default("random")
        TieBreaking ties,
    @Doc("A file with a line `<rank>-<node>` for each node, for `ties: rank`.")
        @Nullable Path rankFile,
    @Doc("Time from the decision to the binding.") @Default("0s") Duration bindLatency,
    @Doc("Time that one scheduling cycle takes.") @Default("{}") CycleCostSpec cycleCost,
    @Doc("Wait after a pod's first failed attempt; it doubles with each further one.")
        @Range(min = "1ms")
        @Default("1s")
        Duration podInitialBackoff,
    @Doc("Longest such wait.") @Range(min = "1ms") @Default("10s") Duration podMaxBackoff,
    @Doc("Time until the scheduler hears of a change in the cluster.") @Default("0s")
        Duration watchDelay) {
  /** The policy where the file names none. */
  public static final String DEFAULT_POLICY = "kubernetes-default";

  /** Refuses a longest backoff below the first. */
  public SchedulerSpec {
    if (podMaxBackoff.compareTo(podInitialBackoff) < 0) {
      throw new IllegalArgumentException(
          "podMaxBackoff is below podInitialBackoff; expected it to be at least as long");
    }
  }
}
