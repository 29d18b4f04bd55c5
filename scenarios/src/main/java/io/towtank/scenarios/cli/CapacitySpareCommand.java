package io.towtank.scenarios.cli;

import io.towtank.reports.file.Json;
import io.towtank.scenarios.capacity.CapacityText;
import io.towtank.scenarios.capacity.SpareNodes;
import io.towtank.scenarios.capacity.SpareNodes.AnyChoice;
import io.towtank.scenarios.capacity.SpareReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many nodes can be lost. */
@Command(
    name = "spare",
    description =
        "Say how many nodes can be lost before a pod stays pending: any of them, the largest first,"
            + " or in random order.",
    footer = {"  bin/towtank capacity spare scenarios/library/snapshots/shop.yaml"})
final class CapacitySpareCommand implements Callable<Integer> {
  private static final int TRIALS_LIMIT = 10_000;
  private static final long CHOICES_LIMIT = 100_000_000;

  @Spec private CommandSpec spec;
  @Mixin private ClusterArguments arguments;
  @Mixin private PrintArguments print;
  @Mixin private PolicyArguments policy;
  @Mixin private ThreadArguments threads;

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "" + SpareNodes.TRIALS_DEFAULT,
      description = "Random orders; ${DEFAULT-VALUE} where it is left out.")
  private int trials;

  @Option(
      names = "--choices",
      paramLabel = "N",
      defaultValue = "" + SpareNodes.CHOICES_DEFAULT,
      description =
          "Most choices of nodes that are tried to say what any nodes can be lost; ${DEFAULT-VALUE}"
              + " where it is left out.")
  private long choices;

  @Override
  public Integer call() throws Exception {
    Counts.require("--trials", trials, 1, TRIALS_LIMIT);
    Counts.require("--choices", choices, 0, CHOICES_LIMIT);
    PrintWriter err = spec.commandLine().getErr();
    int threadCount = threads.count();
    SpareNodes spare = new SpareNodes(arguments.load(policy.options(false, false), err));
    List<ParallelRuns.Run<Object>> runs = new ArrayList<>();
    runs.add(progress -> spare.anyChoice(choices));
    runs.add(progress -> spare.largestFirst());
    for (int i = 1; i <= trials; i++) {
      int number = i;
      runs.add(
          progress -> {
            progress.update(number, trials);
            return spare.randomOrder(number);
          });
    }
    List<Object> results;
    try (ProgressLine line = Terminal.progress("spare", "orders", err, arguments.quiet())) {
      results = ParallelRuns.all(runs, threadCount, line);
    }
    List<Integer> orders = new ArrayList<>();
    results.subList(2, results.size()).forEach(each -> orders.add((Integer) each));
    SpareReport report = spare.report((AnyChoice) results.get(0), (Integer) results.get(1), orders);
    print.out(() -> Json.pretty(report), () -> CapacityText.of(report));
    return ExitCode.OK;
  }
}
