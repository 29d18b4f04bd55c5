package io.towtank.scenarios.cli;

import io.towtank.reports.file.Json;
import io.towtank.scenarios.capacity.CapacityText;
import io.towtank.scenarios.capacity.Compaction;
import io.towtank.scenarios.capacity.CompactionReport;
import io.towtank.scenarios.load.Services;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.text.InputException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Cluster compaction. */
@Command(
    name = "compaction",
    description =
        "Pack a cluster's pods anew on fewer and fewer nodes in random order, and say how small a"
            + " cluster is enough; with several policies, compare them.",
    footer = {
      "  bin/towtank capacity compaction scenarios/library/first-steps.yaml --at 3h --policy kubernetes-default --policy best-fit"
    })
final class CapacityCompactionCommand implements Callable<Integer> {
  private static final int TRIALS_LIMIT = 10_000;

  @Spec private CommandSpec spec;
  @Mixin private ClusterArguments arguments;
  @Mixin private PrintArguments print;
  @Mixin private ThreadArguments threads;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      completionCandidates = Candidates.Policies.class,
      description =
          "Scheduling policy; may be repeated. The scenario's, or kubernetes-default for a snapshot,"
              + " where it is left out; see 'towtank policies'.")
  private List<String> policies = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Root of all randomness in place of the scenario's.")
  private @Nullable Long seed;

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "" + Compaction.TRIALS_DEFAULT,
      description = "Random orders of the nodes; ${DEFAULT-VALUE} where it is left out.")
  private int trials;

  @Override
  public Integer call() throws Exception {
    Counts.require("--trials", trials, 1, TRIALS_LIMIT);
    Set<String> names = new LinkedHashSet<>();
    for (String policy : policies) {
      ScenarioArguments.requirePolicy("--policy", policy);
      if (!names.add(policy)) {
        throw new InputException("--policy: found " + policy + " twice");
      }
    }
    int threadCount = threads.count();
    PrintWriter err = spec.commandLine().getErr();
    ClusterState own = arguments.load(new RunOptions(null, seed, false, false), err);
    List<String> shown = new ArrayList<>(names);
    List<ClusterState> states = new ArrayList<>();
    for (String policy : names) {
      states.add(
          own.withProfiles(
              List.of(Objects.requireNonNull(Services.policies().get(policy)).profile())));
    }
    if (names.isEmpty()) {
      shown.add("its own");
      states.add(own);
    }
    CompactionReport report = compact(new Compaction(own), shown, states, threadCount, err);
    print.out(() -> Json.pretty(report), () -> CapacityText.of(report));
    return ExitCode.OK;
  }

  private CompactionReport compact(
      Compaction compaction,
      List<String> names,
      List<ClusterState> states,
      int threadCount,
      PrintWriter err)
      throws Exception {
    List<ParallelRuns.Run<CompactionReport.Trial>> runs = new ArrayList<>();
    for (ClusterState state : states) {
      for (int i = 1; i <= trials; i++) {
        int number = i;
        runs.add(
            progress -> {
              progress.update(number, trials);
              return compaction.trial(state, number);
            });
      }
    }
    List<CompactionReport.Trial> all;
    try (ProgressLine line = Terminal.progress("compaction", "trials", err, arguments.quiet())) {
      all = ParallelRuns.all(runs, threadCount, line);
    }
    List<CompactionReport.PolicyResult> results = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      results.add(compaction.result(names.get(i), all.subList(i * trials, (i + 1) * trials)));
    }
    return compaction.report(results);
  }
}
