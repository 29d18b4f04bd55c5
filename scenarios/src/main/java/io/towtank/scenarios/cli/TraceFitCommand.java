package io.towtank.scenarios.cli;

import io.towtank.kernel.RandomStreams;
import io.towtank.record.TraceComparison;
import io.towtank.reports.file.Json;
import io.towtank.reports.file.WholeFile;
import io.towtank.reports.format.Humanize;
import io.towtank.reports.format.Numbers;
import io.towtank.reports.table.Document;
import io.towtank.reports.trace.FamilyTable;
import io.towtank.reports.trace.TraceText;
import io.towtank.scenarios.fit.FitReport;
import io.towtank.scenarios.fit.ModelYaml;
import io.towtank.scenarios.run.Version;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.fit.FitOptions;
import io.towtank.workloads.fit.FittedWorkload;
import io.towtank.workloads.fit.WorkloadFitter;
import io.towtank.workloads.stats.TraceStatisticsCollector;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Estimates a generator from a workload. */
@Command(
    name = "fit",
    description =
        "Estimate a generator from a workload: the best family for times between arrivals,"
            + " durations and requests. Says how well each fits, and how well the whole does.",
    footer = {
      "  bin/towtank trace fit scenarios/library/data/batch-pods.csv --trace-format towtank-csv --out out/model.yaml"
    })
final class TraceFitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private TraceArguments arguments;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the generator, for a scenario's workload.generate.file.")
  private @Nullable String out;

  @Option(
      names = "--shapes",
      paramLabel = "MODEL",
      defaultValue = "auto",
      description =
          "'joint': a template for each of the most frequent shapes. 'copula': distributions of CPU,"
              + " memory and duration, tied together. 'auto' (the default): joint where its templates"
              + " cover 95 %% of the pods.")
  private String shapes = "auto";

  @Option(
      names = "--templates",
      paramLabel = "N",
      defaultValue = "200",
      description = "Most templates, 1 to 1000; ${DEFAULT-VALUE} where it is left out.")
  private int templates;

  @Option(
      names = "--cycle",
      description = "Follow how the rate of arrivals changes over the day and the week.")
  private boolean cycle;

  @Option(
      names = "--empirical",
      description = "Take times as they were observed (1000 quantiles) instead of a family.")
  private boolean empirical;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Root of the randomness in samples and in the check; ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private PrintArguments print;

  @Option(names = "--quiet", description = "Do not say where the results are.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    FitOptions options = options();
    arguments.warnOfNodes(spec.commandLine().getErr());
    PrintWriter err = spec.commandLine().getErr();
    try (ProgressLine line = Terminal.progress("fit", "pods read", err, quiet)) {
      return fit(arguments.source().watched(line), options);
    }
  }

  private Integer fit(TraceSource source, FitOptions options) throws IOException {
    FittedWorkload fitted = WorkloadFitter.fit(() -> source.open(new TraceAccounts()), options);
    TraceStatisticsCollector original =
        TraceStatisticsCollector.read(source.open(new TraceAccounts()));
    TraceStatisticsCollector generated =
        TraceStatisticsCollector.read(fitted.workload().open(new RandomStreams(seed)));
    List<TraceComparison.KolmogorovSmirnov> tests = original.compare(generated);
    if (out != null) {
      Path file = OutputArguments.path("--out", out);
      WholeFile.write(file, ModelYaml.of(fitted, comments(source, fitted, tests)));
    }
    print.out(
        () -> Json.pretty(FitReport.tree(fitted, tests)), () -> document(source, fitted, tests));
    if (out != null && !quiet) {
      spec.commandLine().getErr().println("towtank: the generator is in " + out);
    }
    return ExitCode.OK;
  }

  private FitOptions options() {
    List<String> legal =
        Stream.of(FitOptions.ShapeModel.values())
            .map(model -> model.name().toLowerCase(Locale.ROOT))
            .toList();
    if (!legal.contains(shapes)) {
      throw new InputException(
          "--shapes: no model '" + shapes + "'" + NearestName.hint(shapes, legal));
    }
    if (templates < 1 || templates > 1000) {
      throw new InputException(
          "--templates: found " + templates + ", expected a number from 1 to 1000");
    }
    return new FitOptions(
        FitOptions.ShapeModel.valueOf(shapes.toUpperCase(Locale.ROOT)),
        templates,
        cycle,
        empirical,
        seed);
  }

  private static Document document(
      TraceSource source, FittedWorkload fitted, List<TraceComparison.KolmogorovSmirnov> tests) {
    Document document =
        Document.of(
                source.shortName()
                    + ": "
                    + Humanize.count(fitted.pods())
                    + " pods over "
                    + Humanize.duration(fitted.spanNanos() / 1e9))
            .gap();
    for (FitReport.Part part : FitReport.parts(fitted)) {
      document.table(FamilyTable.of(part.title(), part.rows()));
      part.notes().forEach(note -> document.line("  " + note));
      document.gap();
    }
    document.line(fitted.templates().size() + " templates");
    fitted.notes().forEach(note -> document.line("  " + note));
    return document
        .gap()
        .line("As many pods from the generator, held against the workload:")
        .table(TraceText.tests(tests))
        .line(verdict(tests));
  }

  private static String verdict(List<TraceComparison.KolmogorovSmirnov> tests) {
    List<String> failing =
        tests.stream()
            .filter(test -> !test.passes())
            .map(TraceComparison.KolmogorovSmirnov::measure)
            .toList();
    return failing.isEmpty()
        ? "The fitted workload passes."
        : "The fitted workload fails: " + String.join(", ", failing) + ".";
  }

  private List<String> comments(
      TraceSource source, FittedWorkload fitted, List<TraceComparison.KolmogorovSmirnov> tests) {
    List<String> comments = new ArrayList<>();
    comments.add(
        "Estimated by towtank "
            + Version.get()
            + " from "
            + source.shortName()
            + ": "
            + fitted.pods()
            + " pods, seed "
            + seed
            + ".");
    for (TraceComparison.KolmogorovSmirnov test : tests) {
      comments.add(
          "Kolmogorov-Smirnov, "
              + test.measure()
              + ": distance "
              + Numbers.fixed(test.distance(), 4)
              + ", p "
              + TraceText.probability(test.probability())
              + (test.passes() ? ", passes" : ", fails")
              + " at 5 %.");
    }
    fitted.notes().forEach(note -> comments.add(note + "."));
    return comments;
  }
}
