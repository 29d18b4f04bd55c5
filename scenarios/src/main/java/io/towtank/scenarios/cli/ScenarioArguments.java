package io.towtank.scenarios.cli;

import io.towtank.record.RunSummary;
import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.load.Services;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.run.ScenarioRunner;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands that run a scenario have in common. */
final class ScenarioArguments {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "SCENARIO", description = "Scenario file.")
  private @Nullable String file;

  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description =
          "In place of a scenario: a cluster as 'kubectl get nodes,pods,... -A -o yaml' prints it;"
              + " its pending pods are scheduled.")
  private @Nullable String snapshot;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set a field, such as cluster.nodes[0].count=20; may be repeated.")
  private List<String> overrides = List.of();

  @Option(names = "--check", description = "Check the simulation's invariants all along.")
  private boolean check;

  @Option(names = "--quiet", description = "Print no progress and no warnings.")
  private boolean quiet;

  /** The scenario; its warnings are part of each run's summary. */
  Scenario load() {
    if (snapshot != null) {
      if (file != null) {
        throw new ParameterException(
            spec.commandLine(),
            "found both SCENARIO and --snapshot; a scenario names its snapshot in cluster.snapshot");
      }
      return ScenarioLoader.loadSnapshot(snapshot, overrides);
    }
    if (file == null) {
      throw new ParameterException(spec.commandLine(), "missing SCENARIO or --snapshot");
    }
    return ScenarioLoader.load(file, overrides);
  }

  /** The file and the fields set, as they were typed. */
  String typed() {
    StringBuilder typed = new StringBuilder(file == null ? "--snapshot " + snapshot : file);
    overrides.forEach(override -> typed.append(" --set '").append(override).append('\''));
    return typed.toString();
  }

  /** Says what of a snapshot has no effect, which can be more than a summary shows at once. */
  void warnOfSnapshot(Scenario scenario, RunSummary summary, PrintWriter err) {
    if (!quiet && scenario.spec().cluster().snapshot() != null) {
      summary.warnings().forEach(warning -> err.println("towtank: warning: " + warning));
    }
  }

  /** Says what of the scenario has no effect, for commands that show no run's summary. */
  void warn(Scenario scenario, PrintWriter err) {
    if (!quiet) {
      scenario.warnings().forEach(warning -> err.println("towtank: warning: " + warning));
    }
  }

  /** Refuses a policy that there is not. */
  static void requirePolicy(String option, String policy) {
    Set<String> policies = Services.policies().keySet();
    if (!policies.contains(policy)) {
      throw new InputException(
          option + ": no policy '" + policy + "'" + NearestName.hint(policy, policies));
    }
  }

  /** Says what of the scheduler's configuration has no effect. */
  void warnOfScheduler(Scenario scenario, RunOptions options, PrintWriter err) {
    if (!quiet) {
      ScenarioRunner.schedulerWarnings(scenario, options)
          .forEach(warning -> err.println("towtank: warning: " + warning));
    }
  }

  boolean check() {
    return check;
  }

  boolean quiet() {
    return quiet;
  }
}
