package io.towtank.scenarios.cli;

import io.towtank.record.RunSummary;
import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.load.Services;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code run} and {@code compare} have in common. */
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

  @Option(names = "--out", paramLabel = "DIR", description = "Write the results to a directory.")
  private @Nullable String out;

  @Option(
      names = "--overwrite",
      description = "Write to DIR even where it holds other things than results.")
  private boolean overwrite;

  @Option(names = "--check", description = "Check the simulation's invariants all along.")
  private boolean check;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

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

  /** Where the results go; null where they are not wanted. */
  @Nullable Path out() {
    return out == null ? null : path("--out", out);
  }

  /** The path that an option names. */
  static Path path(String option, String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new InputException(option + ": no path: " + e.getMessage(), e);
    }
  }

  boolean overwrite() {
    return overwrite;
  }

  boolean check() {
    return check;
  }

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }
}
