package io.towtank.scenarios.cli;

import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.reports.file.Json;
import io.towtank.reports.run.RunWriter;
import io.towtank.reports.run.SummaryTable;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.run.ScenarioRunner;
import io.towtank.scenarios.spec.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one scenario. */
@Command(
    name = "run",
    description = "Run a scenario, or a snapshot of a cluster, and show how it went.")
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ScenarioArguments arguments;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      description = "Scheduling policy in place of the scenario's; see 'towtank policies'.")
  private @Nullable String policy;

  @Option(
      names = "--scheduler-config",
      paramLabel = "FILE",
      description =
          "A KubeSchedulerConfiguration, as kube-scheduler takes it, in place of the scenario's"
              + " policy.")
  private @Nullable String schedulerConfig;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Root of all randomness in place of the scenario's.")
  private @Nullable Long seed;

  @Option(names = "--decisions", description = "Write down every scheduling decision; needs --out.")
  private boolean decisions;

  @Override
  public Integer call() throws IOException {
    Path out = arguments.out();
    if (decisions && out == null) {
      throw new ParameterException(
          spec.commandLine(), "--decisions needs a directory to write to: --out");
    }
    PrintWriter err = spec.commandLine().getErr();
    Scenario scenario = arguments.load();
    if (policy != null) {
      ScenarioArguments.requirePolicy("--policy", policy);
    }
    if (policy != null && schedulerConfig != null) {
      throw new ParameterException(
          spec.commandLine(), "found --policy and --scheduler-config, expected at most one");
    }
    RunOptions options =
        new RunOptions(policy, schedulerConfigPath(), seed, arguments.check(), decisions);
    if (!arguments.quiet()) {
      ScenarioRunner.schedulerWarnings(scenario, options)
          .forEach(warning -> err.println("towtank: warning: " + warning));
    }
    boolean recorded = decisions || scenario.spec().measure().decisions();
    RunSummary summary =
        out == null ? run(scenario, options, err) : runInto(out, recorded, scenario, options, err);
    arguments.warnOfSnapshot(scenario, summary, err);
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.print(
        arguments.json() ? Json.pretty(summary) : SummaryTable.of(summary, Terminal.width()));
    stdout.flush();
    if (out != null && !arguments.quiet()) {
      err.println("towtank: results are in " + out);
    }
    return ExitCode.OK;
  }

  private @Nullable Path schedulerConfigPath() {
    return schedulerConfig == null
        ? null
        : ScenarioArguments.path("--scheduler-config", schedulerConfig);
  }

  private RunSummary run(Scenario scenario, RunOptions options, PrintWriter err) {
    return run(scenario, options, RunRecorder.NONE, err);
  }

  private RunSummary runInto(
      Path out, boolean recorded, Scenario scenario, RunOptions options, PrintWriter err)
      throws IOException {
    try (RunWriter writer =
        RunWriter.open(out, new RunWriter.Options(arguments.overwrite(), recorded, true))) {
      Stopwatch stopwatch = new Stopwatch();
      RunSummary summary = run(scenario, options, writer, err);
      writer.addFile("timing.json", Json.pretty(stopwatch.timing(summary.scheduling().attempts())));
      writer.commit(summary);
      return summary;
    }
  }

  private RunSummary run(
      Scenario scenario, RunOptions options, RunRecorder recorder, PrintWriter err) {
    String name = scenario.spec().metadata().name();
    try (ProgressLine progress = Terminal.progress(name, "pods", err, arguments.quiet())) {
      return ScenarioRunner.run(scenario, options, recorder, progress);
    }
  }
}
