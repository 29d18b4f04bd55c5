package io.towtank.scenarios.cli;

import io.towtank.model.Pod;
import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.text.InputException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A cluster as it stands: a snapshot, or what a scenario's run leaves. */
final class ClusterArguments {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SCENARIO|SNAPSHOT",
      description =
          "A scenario file; or a cluster as 'kubectl get nodes,pods,... -A -o yaml' prints it: a"
              + " file, or a directory of such files.")
  private @Nullable String file;

  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = "The same for a snapshot, as other commands take it.")
  private @Nullable String snapshot;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "Of a scenario: the cluster as it stands at this simulation time, such as 90m, with all"
              + " faults and actions until then. Where it is left out, as it stands at the end of"
              + " a run without any.")
  private @Nullable String at;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set a field, such as cluster.nodes[0].count=20; may be repeated.")
  private List<String> overrides = List.of();

  @Option(names = "--quiet", description = "Print no progress and no warnings.")
  private boolean quiet;

  /** Reads, and runs what there is to run; says what has no effect. */
  ClusterState load(RunOptions options, PrintWriter err) {
    String given = given();
    ClusterState state;
    if (snapshot != null || !ScenarioLoader.isScenario(given)) {
      if (at != null) {
        throw new InputException("--at: a snapshot has one moment only; expected a scenario");
      }
      state = ClusterState.ofSnapshot(ScenarioLoader.loadSnapshot(given, overrides), options);
    } else {
      state = run(given, options, err);
    }
    warn(state.warnings(), err);
    return state;
  }

  /** The scenario, where one is given whose whole workload is meant; null for one moment. */
  @Nullable Scenario workload() {
    String given = given();
    return at == null && snapshot == null && ScenarioLoader.isScenario(given)
        ? ScenarioLoader.load(given, overrides)
        : null;
  }

  /** Says what has no effect. */
  void warn(List<String> warnings, PrintWriter err) {
    if (!quiet) {
      warnings.forEach(warning -> err.println("towtank: warning: " + warning));
    }
  }

  private ClusterState run(String given, RunOptions options, PrintWriter err) {
    List<String> all = new ArrayList<>(overrides);
    if (at != null) {
      all.add("horizon=" + at);
    }
    Scenario loaded = ScenarioLoader.load(given, all);
    Scenario scenario = at == null ? loaded.undisturbed() : loaded;
    String name = scenario.spec().metadata().name();
    ClusterState state;
    try (ProgressLine progress = Terminal.progress(name, "pods", err, quiet)) {
      state = ClusterState.atEnd(scenario, options, progress);
    }
    if (state.api().pods().list().stream().noneMatch(Pod::isActiveOnNode)) {
      throw new InputException(
          given
              + ": no pod is on a node "
              + (at == null ? "at the end of the run" : "at " + at)
              + "; expected --at with a time at which some are");
    }
    return state;
  }

  private String given() {
    if (snapshot != null && file != null) {
      throw new ParameterException(
          spec.commandLine(), "found both SCENARIO|SNAPSHOT and --snapshot, expected one of them");
    }
    String given = snapshot == null ? file : snapshot;
    if (given == null) {
      throw new ParameterException(spec.commandLine(), "missing SCENARIO|SNAPSHOT");
    }
    return given;
  }

  /** The file and the fields set, as they were typed. */
  String typed() {
    StringBuilder typed =
        new StringBuilder(snapshot == null ? String.valueOf(file) : "--snapshot " + snapshot);
    if (at != null) {
      typed.append(" --at ").append(at);
    }
    overrides.forEach(override -> typed.append(" --set '").append(override).append('\''));
    return typed.toString();
  }

  boolean quiet() {
    return quiet;
  }
}
