package io.towtank.scenarios.run;

import io.towtank.model.ArrivalStream;
import io.towtank.model.PodArrival;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.text.InputException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The pods of a scenario's workload, without a run. */
public final class WorkloadPods {
  private WorkloadPods() {}

  /**
   * Hands over every pod that a run with these options would see, in order of arrival.
   *
   * @param scenario one whose workload does not follow from its nodes
   * @throws InputException if the workload can't be read
   */
  public static void forEach(Scenario scenario, RunOptions options, Consumer<PodArrival> consumer) {
    Long given = options.seed();
    long seed = given == null ? scenario.spec().seed() : given;
    try (ArrivalStream pods = new WorkloadSource(scenario.spec(), seed).arrivals(List.of())) {
      for (PodArrival next = pods.next(); next != null; next = pods.next()) {
        consumer.accept(next);
      }
    } catch (IOException e) {
      throw new InputException(scenario.source().shown() + ": workload: " + e.getMessage(), e);
    }
  }
}
