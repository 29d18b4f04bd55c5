package io.towtank.scenarios.cli;

import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.record.SeriesSchema;
import io.towtank.reports.KeyFigures;
import io.towtank.reports.file.Json;
import io.towtank.reports.playback.PlaybackBudget;
import io.towtank.reports.run.CourseRecorder;
import io.towtank.reports.run.CourseText;
import io.towtank.reports.run.RunWriter;
import io.towtank.reports.run.SummaryTable;
import io.towtank.reports.series.Series;
import io.towtank.reports.table.Document;
import io.towtank.scenarios.run.LoopReport;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.run.ScenarioRunner;
import io.towtank.scenarios.spec.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
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
    description = "Run a scenario, or a snapshot of a cluster, and show how it went.",
    footer = {
      "  bin/towtank run scenarios/library/first-steps.yaml --out out/first-steps",
      "  bin/towtank run scenarios/library/node-crash.yaml --seed 7 --watch",
      "  bin/towtank run --snapshot scenarios/library/snapshots/shop.yaml --format markdown"
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ScenarioArguments arguments;
  @Mixin private PrintArguments print;
  @Mixin private PolicyArguments policy;
  @Mixin private OutputArguments output;

  @Option(names = "--decisions", description = "Write down every scheduling decision; needs --out.")
  private boolean decisions;

  @Option(
      names = "--figures",
      description = "Write the charts as PDF for papers, too; needs --out.")
  private boolean figures;

  @Option(
      names = "--watch",
      description =
          "Show the cluster while it runs: nodes as bars, queues, events per second; lines where"
              + " stderr is no terminal.")
  private boolean watch;

  private Series series = new Series(new SeriesSchema(List.of()));

  @Override
  public Integer call() throws IOException {
    Path out = output.directory();
    requireOut(decisions, "--decisions", out);
    requireOut(figures, "--figures", out);
    PrintWriter err = spec.commandLine().getErr();
    Scenario scenario = arguments.load();
    boolean recorded = decisions || scenario.spec().measure().decisions();
    RunOptions options = policy.options(arguments.check(), decisions);
    arguments.warnOfScheduler(scenario, options, err);
    ScenarioRunner.Result result =
        out == null ? run(scenario, options, err) : runInto(out, recorded, scenario, options, err);
    RunSummary summary = result.summary();
    arguments.warnOfSnapshot(scenario, summary, err);
    print.out(() -> Json.pretty(summary), () -> document(result));
    if (out != null && !arguments.quiet()) {
      err.println("towtank: results are in " + out);
    }
    return ExitCode.OK;
  }

  private void requireOut(boolean given, String option, @Nullable Path out) {
    if (given && out == null) {
      throw new ParameterException(
          spec.commandLine(), option + " needs a directory to write to: --out");
    }
  }

  private Document document(ScenarioRunner.Result result) {
    Document document = SummaryTable.of(result.summary());
    if (print.isText()) {
      document.add(CourseText.of(series, KeyFigures.arrivalOnly(result.summary())));
    }
    LoopReport loop = result.loop();
    return loop == null ? document : document.add(LoopTable.of(loop));
  }

  private ScenarioRunner.Result run(Scenario scenario, RunOptions options, PrintWriter err) {
    CourseRecorder course = new CourseRecorder();
    ScenarioRunner.Result result = run(scenario, options, course, err);
    series = course.series();
    return result;
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
      if (figures) {
        writer.writeFigures();
      }
      writer.commit(summary);
      series = writer.series();
      return result;
    }
  }

  private ScenarioRunner.Result run(
      Scenario scenario, RunOptions options, RunRecorder recorder, PrintWriter err) {
    String name = scenario.spec().metadata().name();
    if (watch) {
      LiveScreen screen = new LiveScreen(name, Terminal.screenWidth(), Terminal.height());
      try (LiveView view = new LiveView(screen, err, Terminal.isInteractive())) {
        return ScenarioRunner.runWhole(scenario, options, recorder, view);
      }
    }
    try (ProgressLine progress = Terminal.progress(name, "pods", err, arguments.quiet())) {
      return ScenarioRunner.runWhole(scenario, options, recorder, progress);
    }
  }
}
