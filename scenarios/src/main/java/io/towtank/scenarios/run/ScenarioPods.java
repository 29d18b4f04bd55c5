package io.towtank.scenarios.run;

import io.towtank.model.ArrivalStream;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.workloads.TraceAccounts;
import java.io.IOException;

/** The pods of a scenario, without a run. */
public final class ScenarioPods {
  private ScenarioPods() {}

  /**
   * The pods as they would arrive in a run with the scenario's own seed.
   *
   * @param accounts where rows of a trace are counted
   */
  public static ArrivalStream open(Scenario scenario, TraceAccounts accounts) throws IOException {
    WorkloadSource source = new WorkloadSource(scenario.spec(), scenario.spec().seed(), accounts);
    return source.arrivals(source.nodes());
  }
}
