package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.AtMostOne;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Registered;
import io.towtank.scheduling.engine.EngineKind;
import io.towtank.scheduling.framework.SchedulingPolicy;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The scheduler of a scenario. */
@Doc("The scheduler: a ready policy or a profile of your own, and how fast it is.")
@AtMostOne({"policy", "profile", "configuration"})
public record SchedulerSpec(
    @Doc(
            "Name of a ready policy; `towtank policies` lists them. Where neither this nor `profile`"
                + " nor `configuration` is given it is kubernetes-default.")
        @Registered(SchedulingPolicy.class)
        @Nullable String policy,
    @Doc("Plugins of your own choice.") @Nullable ProfileSpec profile,
    @Doc(
            "A KubeSchedulerConfiguration file, YAML or JSON, as kube-scheduler takes it:"
                + " profiles, plugins, their arguments, backoffs.")
        @Nullable Path configuration,
    @Doc(
            "How many feasible nodes are enough, in percent of all nodes; 0 for kube-scheduler's"
                + " adaptive share. It goes before what the configuration says; where neither says"
                + " anything all nodes are evaluated.")
        @Range(min = "0", max = "100")
        @Nullable Integer percentageOfNodesToScore,
    @Doc(
            "Which of the best nodes is taken: one at random, as kube-scheduler does, the first, or"
                + " the one of lowest rank, where ranks are drawn once in each run or come from"
                + " `rankFile`.")
        @Default("random")
        TieBreaking ties,
    @Doc("A file with a line `<rank>-<node>` for each node, for `ties: rank`.")
        @Nullable Path rankFile,
    @Doc(
            "What finds the nodes: `fast` looks only at nodes that changed, where the plugins allow"
                + " it; `reference` asks every plugin about every node. Both decide alike.")
        @Default("fast")
        EngineKind engine,
    @Doc("Time from the decision to the binding.") @Default("0s") Duration bindLatency,
    @Doc("Time that one scheduling cycle takes.") @Default("{}") CycleCostSpec cycleCost,
    @Doc(
            "Wait after a pod's first failed attempt; it doubles with each further one. Where it is"
                + " absent the configuration's holds, else 1s.")
        @Range(min = "1ms")
        @Nullable Duration podInitialBackoff,
    @Doc("Longest such wait. Where it is absent the configuration's holds, else 10s.")
        @Range(min = "1ms")
        @Nullable Duration podMaxBackoff,
    @Doc("Time until the scheduler hears of a change in the cluster.") @Default("0s")
        Duration watchDelay) {
  /** The policy where the file names none. */
  public static final String DEFAULT_POLICY = "kubernetes-default";

  private static final Duration INITIAL_BACKOFF = Duration.ofSeconds(1);
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);

  /** Refuses a longest backoff below the first, as far as no configuration has a say. */
  public SchedulerSpec {
    Duration initial = podInitialBackoff == null ? INITIAL_BACKOFF : podInitialBackoff;
    Duration max = podMaxBackoff == null ? MAX_BACKOFF : podMaxBackoff;
    if (configuration == null && max.compareTo(initial) < 0) {
      throw new IllegalArgumentException(
          "podMaxBackoff is below podInitialBackoff; expected it to be at least as long");
    }
  }
}
