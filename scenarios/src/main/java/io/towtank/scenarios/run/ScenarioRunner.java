package io.towtank.scenarios.run;

import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.text.InputException;

/** Runs scenarios. */
public final class ScenarioRunner {
  private ScenarioRunner() {}

  /** Runs one scenario to its end. */
  public static RunSummary run(
      Scenario scenario, RunOptions options, RunRecorder recorder, Progress progress) {
    if (scenario.spec().cluster().nodes().isEmpty() && scenario.spec().cluster().from() == null) {
      throw new InputException("there are no nodes");
    }
    throw new UnsupportedOperationException("scenarios can't be run yet");
  }
}
