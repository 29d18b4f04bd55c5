package io.towtank.scenarios.cli;

import io.towtank.record.RunRecorder;
import io.towtank.reports.explain.AttemptChoice;
import io.towtank.reports.explain.ExplainedPod;
import io.towtank.reports.explain.ExplanationText;
import io.towtank.reports.explain.PendingPods;
import io.towtank.reports.explain.PodExplanation;
import io.towtank.reports.file.Json;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.run.ScenarioRunner;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.scenarios.spec.TieBreaking;
import io.towtank.text.InputException;
import java.io.PrintWriter;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a scenario to tell why a pod went where it went, or nowhere. */
@Command(
    name = "explain",
    description =
        "Run a scenario and explain why a pod went to its node, or which pods got none and why.",
    footer = {
      "  bin/towtank explain scenarios/library/why-pending.yaml --pending",
      "  bin/towtank explain scenarios/library/why-pending.yaml --pod important-28 --all-attempts"
    })
final class ExplainCommand implements Callable<Integer> {
  private static final String NODES_DEFAULT = "20";

  @Spec private CommandSpec spec;
  @Mixin private ScenarioArguments arguments;
  @Mixin private PrintArguments print;
  @Mixin private PolicyArguments policy;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Subject subject = new Subject();

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private @Nullable Attempts attempts;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = NODES_DEFAULT,
      description = "Most nodes shown of one attempt; ${DEFAULT-VALUE} where it is left out.")
  private int nodesMax;

  /** What is explained. */
  static final class Subject {
    @Option(
        names = "--pod",
        paramLabel = "NAME",
        description = "Pod to explain: its name, or namespace/name.")
    private @Nullable String pod;

    @Option(names = "--pending", description = "All pods without a node at the end, by message.")
    private boolean pending;
  }

  /** Which attempts are shown node by node. */
  static final class Attempts {
    @Option(
        names = "--attempt",
        paramLabel = "N",
        description = "Attempt to show node by node; the last where it is left out.")
    private @Nullable Integer number;

    @Option(names = "--all-attempts", description = "Show every attempt node by node.")
    private boolean all;
  }

  @Override
  public Integer call() {
    AttemptChoice choice = choice();
    if (nodesMax < 1) {
      throw new InputException("--nodes: found " + nodesMax + ", expected 1 or more");
    }
    Scenario scenario = arguments.load();
    RunOptions options = policy.options(arguments.check(), false);
    SortedSet<String> schedulers = ScenarioRunner.schedulerNames(scenario, options);
    if (subject.pod == null) {
      pending(scenario, options, schedulers);
    } else {
      pod(subject.pod, choice, scenario, options, schedulers);
    }
    return ExitCode.OK;
  }

  private AttemptChoice choice() {
    if (attempts == null) {
      return AttemptChoice.LAST;
    }
    if (subject.pending) {
      throw new ParameterException(
          spec.commandLine(), "--attempt and --all-attempts go with --pod only");
    }
    Integer number = attempts.number;
    if (attempts.all || number == null) {
      return AttemptChoice.ALL;
    }
    if (number < 1) {
      throw new InputException("--attempt: found " + number + ", expected 1 or more");
    }
    return AttemptChoice.of(number);
  }

  private void pod(
      String name,
      AttemptChoice choice,
      Scenario scenario,
      RunOptions options,
      SortedSet<String> schedulers) {
    ExplainedPod recorder = new ExplainedPod(name, choice);
    run(scenario, options, recorder);
    PodExplanation explanation =
        recorder.explain(schedulers, tieRule(scenario.spec().scheduler().ties()));
    print.out(() -> Json.pretty(explanation), () -> ExplanationText.of(explanation, nodesMax));
  }

  private void pending(Scenario scenario, RunOptions options, SortedSet<String> schedulers) {
    PendingPods recorder = new PendingPods(schedulers);
    run(scenario, options, recorder);
    List<PendingPods.Group> groups = recorder.groups();
    String closer = "towtank explain " + arguments.typed() + policy.typed() + " --pod";
    print.out(() -> Json.pretty(groups), () -> PendingPods.document(groups, closer));
  }

  private void run(Scenario scenario, RunOptions options, RunRecorder recorder) {
    PrintWriter err = spec.commandLine().getErr();
    arguments.warn(scenario, err);
    arguments.warnOfScheduler(scenario, options, err);
    String name = scenario.spec().metadata().name();
    try (ProgressLine progress = Terminal.progress(name, "pods", err, arguments.quiet())) {
      ScenarioRunner.run(scenario, options, recorder, progress);
    }
  }

  private static String tieRule(TieBreaking ties) {
    return switch (ties) {
      case RANDOM -> "at random";
      case FIRST -> "as the first in node order";
      case RANK -> "by its rank";
    };
  }
}
