package io.towtank.scenarios.cli;

import io.towtank.reports.reproduction.Reproduction;
import io.towtank.reports.reproduction.ReproductionWriter;
import io.towtank.reports.reproduction.SeededRun;
import io.towtank.scenarios.reproduce.FgdReproduction;
import io.towtank.scenarios.reproduce.FgdReproduction.Mode;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reproduces the packing experiments of Weng et al., USENIX ATC 2023. */
@Command(
    name = "fgd",
    description = {
      "Run the packing experiments of Weng et al., Beware of Fragmentation (USENIX ATC 2023).",
      "With the published orders every value must equal the published one, or the exit code is 1;"
          + " where there are none, orders are drawn and means compared."
    },
    footer = {
      "  bin/towtank reproduce fgd ../shared/data/openb --lists default --seeds 42 --policies fgd"
    })
final class ReproduceFgdCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "Directory with the openb trace, fgd-published/ and fgd-order/.")
  private String directory = "";

  @Option(names = "--out", paramLabel = "DIR", description = "Write tables and figures there.")
  private @Nullable String out;

  @Option(
      names = "--overwrite",
      description = "Write to DIR even where it holds other things than results.")
  private boolean overwrite;

  @Option(
      names = "--lists",
      split = ",",
      paramLabel = "LIST",
      description = "Lists of pods, such as default,cpu100; all with published results by default.")
  private List<String> lists = List.of();

  @Option(
      names = "--policies",
      split = ",",
      paramLabel = "POLICY",
      description = "Policies, such as fgd,best-fit; all published ones by default.")
  private List<String> policies = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "SEEDS",
      description = "Seeds, such as 42..51 or 42,45; all published ones by default.")
  private @Nullable String seeds;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "cell: with the published orders; statistical: with orders of our own; auto (default):"
              + " with the published ones where they are there.")
  private String mode = "auto";

  @Mixin private ThreadArguments threads;

  @Mixin private PrintArguments print;

  @Option(names = "--quiet", description = "Print no progress.")
  private boolean quiet;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    Path target = out == null ? null : path("--out", out);
    FgdReproduction experiments =
        new FgdReproduction(
            path("DIR", directory),
            new FgdReproduction.Options(
                lists, policies, seeds == null ? List.of() : SeedList.parse(seeds), mode()));
    int threadCount = threads.count();
    if (target != null) {
      ReproductionWriter.check(target, overwrite);
    }
    SortedSet<String> unpublished = experiments.listsWithoutResults();
    if (!quiet && lists.isEmpty() && !unpublished.isEmpty()) {
      err.println("towtank: no published results, left out: " + String.join(", ", unpublished));
    }
    List<ParallelRuns.Run<SeededRun>> runs = new ArrayList<>();
    experiments.jobs().forEach(job -> runs.add(job::run));
    Reproduction reproduction;
    try (ProgressLine line = Terminal.progress("reproduce fgd", "runs", err, quiet)) {
      reproduction = experiments.compare(ParallelRuns.all(runs, threadCount, line));
    }
    if (target != null) {
      ReproductionWriter.write(target, overwrite, reproduction);
    }
    print.out(() -> ReproductionWriter.json(reproduction), reproduction::document);
    if (target != null && !quiet) {
      err.println("towtank: results are in " + out);
    }
    return reproduction.isExact() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static Path path(String option, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InputException(option + ": no path: " + e.getMessage(), e);
    }
  }

  private Mode mode() {
    List<String> legal = new ArrayList<>();
    for (Mode each : Mode.values()) {
      String name = each.name().toLowerCase(Locale.ROOT);
      if (name.equals(mode)) {
        return each;
      }
      legal.add(name);
    }
    throw new InputException("--mode: found '" + mode + "'" + NearestName.hint(mode, legal));
  }
}
