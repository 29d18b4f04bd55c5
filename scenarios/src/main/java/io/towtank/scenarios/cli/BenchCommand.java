package io.towtank.scenarios.cli;

import io.towtank.reports.file.Json;
import io.towtank.scenarios.bench.Bench;
import io.towtank.scenarios.bench.BenchClock;
import io.towtank.scenarios.bench.BenchEngine;
import io.towtank.scenarios.bench.BenchOptions;
import io.towtank.scenarios.bench.BenchReport;
import io.towtank.scenarios.bench.BenchTables;
import io.towtank.scenarios.bench.BenchWorkload;
import io.towtank.text.InputException;
import io.towtank.text.Shown;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures Towtank itself. */
@Command(
    name = "bench",
    description =
        "Measure decisions per second, and the event queue, on this machine. Exits 1 if two engines"
            + " decide differently.",
    footer = {"  bin/towtank bench --nodes 20,50 --seconds 0.02 --pending 1000"})
final class BenchCommand implements Callable<Integer> {
  private static final int NODES_MAX = 1_000_000;
  private static final int PENDING_MAX = 10_000_000;
  private static final double SECONDS_MAX = 3600;
  private static final String NONE = "none";

  @Spec private CommandSpec spec;

  @Option(
      names = "--nodes",
      paramLabel = "N,N...",
      defaultValue = "1000,10000,50000",
      description = "Sizes of clusters; ${DEFAULT-VALUE} where it is left out.")
  private String nodes = "";

  @Option(
      names = "--workloads",
      paramLabel = "NAME,...",
      defaultValue = "plain,sizes,shapes,spread,anti-affinity",
      description = "Kinds of pods, or none; ${DEFAULT-VALUE} where it is left out.")
  private String workloads = "";

  @Option(
      names = "--engines",
      paramLabel = "NAME,...",
      defaultValue = "reference,fast",
      description =
          "Engines; the first is what the others are compared with. ${DEFAULT-VALUE} where it is"
              + " left out.")
  private String engines = "";

  @Option(
      names = "--pending",
      paramLabel = "N,N...",
      defaultValue = "1000,100000,1000000",
      description = "Numbers of pending events, or none; ${DEFAULT-VALUE} where it is left out.")
  private String pending = "";

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "2",
      description =
          "Measured time of each figure, after a warm-up of half as long; ${DEFAULT-VALUE} where it"
              + " is left out.")
  private double seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the workloads; ${DEFAULT-VALUE} where it is left out.")
  private long seed;

  @Option(
      names = "--cpu-time",
      description =
          "Count processor time of the measuring thread, not wall clock; steadier on a machine that"
              + " others use too.")
  private boolean cpuTime;

  @Mixin private PrintArguments print;

  @Option(names = "--quiet", description = "No progress.")
  private boolean quiet;

  @Override
  public Integer call() {
    if (!(seconds > 0 && seconds <= SECONDS_MAX)) {
      throw new InputException(
          "--seconds: found " + seconds + ", expected more than 0 and at most 3600");
    }
    BenchOptions options =
        new BenchOptions(
            list("--engines", engines, BenchEngine::named),
            orNone("--workloads", workloads, BenchWorkload::named),
            list("--nodes", nodes, text -> number("--nodes", text, NODES_MAX)),
            orNone("--pending", pending, text -> number("--pending", text, PENDING_MAX)),
            seconds,
            seed,
            cpuTime ? BenchClock.CPU : BenchClock.WALL);
    PrintWriter err = spec.commandLine().getErr();
    boolean shown = Terminal.isInteractive() && !quiet;
    BenchReport report =
        new Bench(
                options,
                what -> {
                  if (shown) {
                    err.println("towtank: bench: " + what);
                    err.flush();
                  }
                })
            .run();
    print.out(() -> Json.pretty(report), () -> BenchTables.of(report));
    return report.enginesAgree() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static <T> List<T> orNone(String option, String text, Function<String, T> reader) {
    return text.strip().equals(NONE) ? List.of() : list(option, text, reader);
  }

  private static <T> List<T> list(String option, String text, Function<String, T> reader) {
    List<T> all =
        Arrays.stream(text.split(",", -1)).map(part -> reader.apply(part.strip())).toList();
    if (all.stream().distinct().count() < all.size()) {
      throw new InputException(
          option + ": found '" + Shown.plain(text) + "', expected nothing twice");
    }
    return all;
  }

  private static int number(String option, String text, int max) {
    int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > max) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s: found '%s', expected numbers from 1 to %,d with commas between them",
              option,
              Shown.plain(text),
              max));
    }
    return number;
  }
}
