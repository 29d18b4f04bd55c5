package io.towtank.scenarios.cli;

import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.load.Services;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that run a scenario have in common. */
final class ScenarioArguments {
  @Parameters(index = "0", paramLabel = "SCENARIO", description = "Scenario file.")
  private String file = "";

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set a field, such as cluster.nodes[0].count=20; may be repeated.")
  private List<String> overrides = List.of();

  @Option(names = "--check", description = "Check the simulation's invariants all along.")
  private boolean check;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Option(names = "--quiet", description = "Print no progress and no warnings.")
  private boolean quiet;

  /** The scenario; its warnings are part of each run's summary. */
  Scenario load() {
    return ScenarioLoader.load(file, overrides);
  }

  /** The file and the fields set, as they were typed. */
  String typed() {
    StringBuilder typed = new StringBuilder(file);
    overrides.forEach(override -> typed.append(" --set '").append(override).append('\''));
    return typed.toString();
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
