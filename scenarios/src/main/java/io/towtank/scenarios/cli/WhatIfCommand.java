package io.towtank.scenarios.cli;

import io.towtank.reports.file.Json;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.whatif.Removal;
import io.towtank.scenarios.whatif.RemovalOutcome;
import io.towtank.scenarios.whatif.RemovalTargets.Part;
import io.towtank.scenarios.whatif.RemovalText;
import io.towtank.scenarios.whatif.Survey;
import io.towtank.scenarios.whatif.SurveyText;
import io.towtank.scenarios.whatif.WhatIf;
import io.towtank.text.InputException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what the removal of nodes would do to a cluster. */
@Command(
    name = "what-if",
    description =
        "Say what would happen if nodes were removed: which pods are evicted, where they would go,"
            + " which would stay pending and why, which disruption budgets would be violated.",
    footer = {
      "  bin/towtank what-if scenarios/library/snapshots/shop.yaml --each-node",
      "  bin/towtank what-if scenarios/library/snapshots/shop.yaml --remove worker-1"
    })
final class WhatIfCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterArguments arguments;
  @Mixin private PrintArguments print;
  @Mixin private PolicyArguments policy;
  @Mixin private ThreadArguments threads;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private @Nullable Subject subject;

  @Option(
      names = "--recreate-bare",
      description =
          "Schedule pods without a controller anew, too, as if they had one; else they are lost.")
  private boolean recreateBare;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "Most pods, or unsafe nodes, shown in one table; ${DEFAULT-VALUE} where it is left out.")
  private int rowsMax;

  @Option(
      names = "--fail-if-unsafe",
      description = "Exit with code 1 if a removal that was tried is not safe.")
  private boolean failIfUnsafe;

  /** What is removed. */
  static final class Subject {
    @Option(
        names = "--remove",
        paramLabel = "NODE|zone=Z|rack=R",
        description = "Remove this node, zone or rack; with several of them, all at once.")
    private List<String> removed = new ArrayList<>();

    @Option(
        names = "--each-node",
        description = "Try every node in turn, and list the unsafe ones.")
    private boolean eachNode;

    @Option(
        names = "--each",
        paramLabel = "PART",
        description = "Try every 'node', 'zone' or 'rack' in turn.")
    private @Nullable String each;
  }

  @Override
  public Integer call() throws Exception {
    if (rowsMax < 1) {
      throw new InputException("--rows: found " + rowsMax + ", expected 1 or more");
    }
    Subject chosen = subject;
    if (chosen == null) {
      throw new ParameterException(
          spec.commandLine(), "missing what to remove: --remove, --each-node or --each");
    }
    int threadCount = threads.count();
    Part part = part(chosen);
    RunOptions options = policy.options(false, false);
    PrintWriter err = spec.commandLine().getErr();
    ClusterState state = arguments.load(options, err);
    WhatIf whatIf = new WhatIf(state, recreateBare);
    boolean safe;
    if (part == null) {
      Removal removal = whatIf.targets().together(chosen.removed);
      RemovalOutcome outcome = whatIf.trials().of(removal);
      safe = outcome.safe();
      print.out(
          () -> Json.pretty(outcome),
          () -> RemovalText.of(outcome, rowsMax, whatIf.pendingBefore()));
    } else {
      Survey survey = survey(whatIf, part, threadCount, err);
      safe = survey.unsafe().isEmpty();
      print.out(() -> Json.pretty(survey), () -> SurveyText.of(survey, part, rowsMax, closer()));
    }
    return failIfUnsafe && !safe ? ExitCode.FAILED : ExitCode.OK;
  }

  /** What is tried in turn; null where something is removed once. */
  private static @Nullable Part part(Subject subject) {
    if (subject.eachNode) {
      return Part.NODE;
    }
    if (subject.each == null) {
      return null;
    }
    for (Part part : Part.values()) {
      if (part.word().equals(subject.each)) {
        return part;
      }
    }
    throw new InputException("--each: found '" + subject.each + "', expected node, zone or rack");
  }

  private Survey survey(WhatIf whatIf, Part part, int threadCount, PrintWriter err)
      throws Exception {
    List<Removal> removals = whatIf.targets().each(part);
    AtomicReferenceArray<Survey.@Nullable Entry> entries =
        new AtomicReferenceArray<>(removals.size());
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    int workers = Math.min(threadCount, removals.size());
    try (ProgressLine line =
        Terminal.progress("what-if", part.word() + "s", err, arguments.quiet())) {
      List<ParallelRuns.Run<Boolean>> runs = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        runs.add(
            progress -> {
              WhatIf.Trials trials = whatIf.trials();
              for (int at = next.getAndIncrement();
                  at < removals.size();
                  at = next.getAndIncrement()) {
                entries.set(at, Survey.Entry.of(trials.of(removals.get(at))));
                progress.update(at, removals.size());
                line.update(done.incrementAndGet(), removals.size());
              }
              return true;
            });
      }
      ParallelRuns.all(runs, workers, (now, total) -> {});
    }
    List<Survey.Entry> all = new ArrayList<>();
    for (int i = 0; i < entries.length(); i++) {
      all.add(Objects.requireNonNull(entries.get(i)));
    }
    return Survey.of(all);
  }

  private String closer() {
    return "towtank what-if "
        + arguments.typed()
        + policy.typed()
        + (recreateBare ? " --recreate-bare" : "")
        + " --remove";
  }
}
