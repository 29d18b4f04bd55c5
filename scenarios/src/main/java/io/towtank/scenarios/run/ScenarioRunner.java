package io.towtank.scenarios.run;

import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.scenarios.spec.Scenario;

/** Runs scenarios. */
public final class ScenarioRunner {
  private ScenarioRunner() {}

  /** Runs one scenario to its end. */
  public static RunSummary run(
      Scenario scenario, RunOptions options, RunRecorder recorder, Progress progress) {
    throw new UnsupportedOperationException("scenarios can't be run yet");
  }
}
