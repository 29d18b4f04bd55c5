package io.towtank.scenarios.cli;

import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.reports.file.Json;
import io.towtank.reports.playback.PlaybackBudget;
import io.towtank.reports.run.RunWriter;
import io.towtank.reports.run.SummaryTable;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.run.ScenarioRunner;
import io.towtank.scenarios.spec.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
  @Mixin private PolicyArguments policy;
  @Mixin private OutputArguments output;

  @Option(names = "--decisions", description = "Write down every scheduling decision; needs --out.")
  private boolean decisions;

  @Override
  public Integer call() throws IOException {
    Path out = output.directory();
    if (decisions && out == null) {
      throw new ParameterException(
          spec.commandLine(), "--decisions needs a directory to write to: --out");
    }
    PrintWriter err = spec.commandLine().getErr();
    Scenario scenario = arguments.load();
    boolean recorded = decisions || scenario.spec().measure().decisions();
    RunOptions options = policy.options(arguments.check(), decisions);
    arguments.warnOfScheduler(scenario, options, err);
    ScenarioRunner.Result result =
        out == null ? run(scenario, options, err) : runInto(out, recorded, scenario, options, err);
    RunSummary summary = result.summary();
    arguments.warnOfSnapshot(scenario, summary, err);
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.print(
        arguments.json() ? Json.pretty(summary) : SummaryTable.of(summary, Terminal.width()));
    if (result.loop() != null && !arguments.json()) {
      stdout.print(LoopTable.of(result.loop(), Terminal.width()));
    }
    stdout.flush();
    if (out != null && !arguments.quiet()) {
      err.println("towtank: results are in " + out);
    }
    return ExitCode.OK;
  }

  private ScenarioRunner.Result run(Scenario scenario, RunOptions options, PrintWriter err) {
    return run(scenario, options, RunRecorder.NONE, err);
  }

  private ScenarioRunner.Result runInto(
      Path out, boolean recorded, Scenario scenario, RunOptions options, PrintWriter err)
      throws IOException {
    try (RunWriter writer =
        RunWriter.open(
            out,
            new RunWriter.Options(output.overwrite(), recorded, true, PlaybackBudget.WHOLE_PAGE))) {
      Stopwatch stopwatch = new Stopwatch();
      ScenarioRunner.Result result = run(scenario, options, writer, err);
      RunSummary summary = result.summary();
      writer.addFile("timing.json", Json.pretty(stopwatch.timing(summary.scheduling().attempts())));
      writer.commit(summary);
      return result;
    }
  }

  private ScenarioRunner.Result run(
      Scenario scenario, RunOptions options, RunRecorder recorder, PrintWriter err) {
    String name = scenario.spec().metadata().name();
    try (ProgressLine progress = Terminal.progress(name, "pods", err, arguments.quiet())) {
      return ScenarioRunner.runWhole(scenario, options, recorder, progress);
    }
  }
}
