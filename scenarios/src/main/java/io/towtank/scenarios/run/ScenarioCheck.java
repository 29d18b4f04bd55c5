package io.towtank.scenarios.run;

import io.towtank.model.ArrivalStream;
import io.towtank.model.PodArrival;
import io.towtank.record.RunRecorder;
import io.towtank.scenarios.spec.ActionSpec;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.scenarios.spec.ScenarioSpec;
import io.towtank.text.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with a scenario and the files that it names, without running it. */
public final class ScenarioCheck {
  /** Arrivals and outages read of one source; a run reads on. */
  private static final int ROWS_MAX = 1_000_000;

  private ScenarioCheck() {}

  /**
   * Opens, reads and puts together all that a run needs.
   *
   * @return what has no effect
   * @throws InputException with a line for each problem
   */
  public static List<String> check(Scenario scenario) {
    Set<String> problems = new LinkedHashSet<>();
    for (Path file : manifests(scenario.spec())) {
      note(problems, () -> Manifests.read(file));
    }
    List<String> warnings = new ArrayList<>();
    note(problems, () -> warnings.addAll(open(scenario, problems)));
    if (!problems.isEmpty()) {
      throw new InputException(String.join("\n", problems));
    }
    return warnings;
  }

  private static Set<Path> manifests(ScenarioSpec spec) {
    Set<Path> files = new LinkedHashSet<>(spec.cluster().objects());
    for (ActionSpec action : spec.actions()) {
      if (action.apply() != null) {
        files.add(action.apply());
      }
    }
    return files;
  }

  private static void note(Set<String> problems, Runnable step) {
    try {
      step.run();
    } catch (InputException e) {
      problems.add(e.getMessage());
    }
  }

  private static List<String> open(Scenario scenario, Set<String> problems) {
    RunOptions options = new RunOptions(null, null, false, false);
    try (OpenedRun run = OpenedRun.open(scenario, options, RunRecorder.NONE)) {
      note(problems, () -> read(run.arrivals(), run.source().origin()));
      note(problems, () -> run.faults().readTraces(ROWS_MAX));
      return run.warnings();
    } catch (IOException e) {
      throw new InputException(scenario.source().shown() + ": workload: " + e.getMessage(), e);
    }
  }

  private static void read(ArrivalStream arrivals, String origin) {
    try {
      long last = 0;
      @Nullable PodArrival next = arrivals.next();
      for (int i = 0; i < ROWS_MAX && next != null; i++) {
        if (next.timeNanos() < last) {
          throw new InputException(
              origin + ": pod " + next.pod().key() + " arrives before the one ahead of it");
        }
        last = next.timeNanos();
        next = arrivals.next();
      }
    } catch (IOException e) {
      throw new InputException(origin + ": " + e.getMessage(), e);
    }
  }
}
