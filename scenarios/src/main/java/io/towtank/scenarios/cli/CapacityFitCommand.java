package io.towtank.scenarios.cli;

import io.towtank.model.Pod;
import io.towtank.reports.file.Json;
import io.towtank.scenarios.capacity.CapacityText;
import io.towtank.scenarios.capacity.Fit;
import io.towtank.scenarios.capacity.FitReport;
import io.towtank.scenarios.capacity.WantedPod;
import io.towtank.scenarios.run.ClusterState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many more copies of a pod fit. */
@Command(
    name = "fit",
    description =
        "Schedule copies of a pod, one after the other, until one finds no node; say how many fit,"
            + " where, and why no more.",
    footer = {
      "  bin/towtank capacity fit scenarios/library/snapshots/shop.yaml --pod cpu=500m,memory=1Gi"
    })
final class CapacityFitCommand implements Callable<Integer> {
  private static final int COPIES_LIMIT = 10_000_000;

  @Spec private CommandSpec spec;
  @Mixin private ClusterArguments arguments;
  @Mixin private PrintArguments print;
  @Mixin private PolicyArguments policy;

  @Option(
      names = "--pod",
      required = true,
      paramLabel = "POD",
      description =
          "Amounts such as cpu=500m,memory=1Gi; a pod of the cluster, NAMESPACE/NAME; or a manifest"
              + " file with one pod or one workload.")
  private String pod = "";

  @Option(
      names = "--max",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Most copies that are tried; ${DEFAULT-VALUE} where it is left out.")
  private int copiesMax;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "20",
      description = "Most nodes shown; ${DEFAULT-VALUE} where it is left out.")
  private int rowsMax;

  @Override
  public Integer call() {
    Counts.require("--max", copiesMax, 1, COPIES_LIMIT);
    Counts.require("--rows", rowsMax, 1, COPIES_LIMIT);
    ClusterState state = arguments.load(policy.options(false, false), spec.commandLine().getErr());
    Fit fit = new Fit(state);
    Pod wanted = WantedPod.read(pod, state);
    boolean isKnown = state.api().pods().get(pod) != null;
    Pod admitted = isKnown ? wanted : fit.admitted(wanted);
    FitReport report;
    try (ProgressLine line =
        Terminal.progress("fit", "copies", spec.commandLine().getErr(), arguments.quiet())) {
      report = fit.of(admitted, shown(wanted), copiesMax, line);
    }
    print.out(() -> Json.pretty(report), () -> CapacityText.of(report, rowsMax));
    return ExitCode.OK;
  }

  private String shown(Pod wanted) {
    return pod.indexOf('=') >= 0 ? "a pod" : wanted.key();
  }
}
