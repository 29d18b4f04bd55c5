package io.towtank.scenarios.run;

import io.towtank.check.InvariantViolation;
import io.towtank.kernel.EndlessInstantException;
import io.towtank.kernel.SimulationException;
import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.scenarios.load.ScenarioDigest;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs scenarios. */
public final class ScenarioRunner {
  private ScenarioRunner() {}

  /**
   * Runs one scenario to its end.
   *
   * @param recorder takes what the run records as it goes on
   * @param progress hears of pods submitted
   * @throws InputException if something the scenario names can't be used
   * @throws CheckFailedException if invariants are checked and one does not hold
   */
  public static RunSummary run(
      Scenario scenario, RunOptions options, RunRecorder recorder, Progress progress) {
    return runWhole(scenario, options, recorder, progress).summary();
  }

  /**
   * A run in figures, and what became of the whole loop.
   *
   * @param loop null where the loop was not simulated
   */
  public record Result(RunSummary summary, @Nullable LoopReport loop) {}

  /** As {@link #run}, with what became of workloads and faults. */
  public static Result runWhole(
      Scenario scenario, RunOptions options, RunRecorder recorder, Progress progress) {
    return runWhole(scenario, options, recorder, progress, ClusterInspector.NONE);
  }

  /** As {@link #run}, with somebody who looks at the cluster before and after. */
  static Result runWhole(
      Scenario scenario,
      RunOptions options,
      RunRecorder recorder,
      Progress progress,
      ClusterInspector inspector) {
    try {
      return simulate(scenario, options, recorder, progress, inspector);
    } catch (SimulationException e) {
      throw e.getCause() instanceof RuntimeException cause ? forTheUser(cause, e) : e;
    } catch (EndlessInstantException e) {
      throw new InputException(
          scenario.source().shown()
              + ": the run stands still: "
              + e.getMessage()
              + "; a delay between them ends it, such as controlPlane.watchDelay or"
              + " scheduler.bindLatency",
          e);
    } catch (InvariantViolation e) {
      throw forTheUser(e, e);
    } catch (IOException e) {
      throw new InputException(scenario.source().shown() + ": workload: " + e.getMessage(), e);
    }
  }

  /**
   * What the run's scheduler is told that has no effect; the summary repeats it.
   *
   * @throws InputException if the scheduler can't be made
   */
  public static List<String> schedulerWarnings(Scenario scenario, RunOptions options) {
    return SchedulerChoice.of(scenario, options).warnings();
  }

  /**
   * What to tell of a failure: the user's own fault or a broken rule, or else {@code otherwise}.
   */
  private static RuntimeException forTheUser(RuntimeException cause, RuntimeException otherwise) {
    if (cause instanceof InputException) {
      return cause;
    }
    if (cause instanceof InvariantViolation) {
      return new CheckFailedException(String.valueOf(cause.getMessage()));
    }
    return otherwise;
  }

  private static Result simulate(
      Scenario scenario,
      RunOptions options,
      RunRecorder recorder,
      Progress progress,
      ClusterInspector inspector)
      throws IOException {
    try (OpenedRun run =
        OpenedRun.open(scenario, options, recorder, inspector.wantsPlainHeartbeats())) {
      WholeCluster whole = run.whole();
      SimulatedRun cluster = run.cluster();
      if (whole != null) {
        inspector.before(whole);
      }
      cluster.run(progress, whole == null ? run.podsExpected() : -1);
      inspector.ended(cluster, run.schedulerOptions());
      SnapshotCluster snapshot = run.source().snapshot();
      if (cluster.submitted() == 0 && snapshot == null) {
        throw new InputException(
            scenario.source().shown() + ": workload: no pod arrives before the horizon");
      }
      RunSummary summary =
          summarise(scenario, options.configuration(), run)
              .withFailover(whole == null ? null : whole.failover());
      cluster.check(summary.accounts());
      if (whole != null) {
        inspector.after(whole);
      }
      return new Result(summary, whole == null ? null : whole.report());
    }
  }

  private static RunSummary summarise(
      Scenario scenario, @Nullable Path configuration, OpenedRun run) {
    TraceAccounts accounts = run.source().podAccounts();
    SortedMap<String, String> scales = new TreeMap<>(accounts.scales());
    scales.putAll(scenario.spec().scaling().inWords());
    RunSummary.Provenance provenance =
        new RunSummary.Provenance(
            Version.get(),
            scenario.spec().metadata().name(),
            configuration == null
                ? scenario.source().sha256()
                : ScenarioDigest.with(scenario.source().sha256(), configuration),
            run.scheduler().name(),
            run.seed(),
            scenario.spec().workload().replay().label(),
            scales);
    List<String> warnings = run.warnings();
    accounts
        .rowsRepaired()
        .forEach((reason, count) -> warnings.add(count + " rows were repaired: " + reason));
    accounts
        .podsLeftOut()
        .forEach((reason, count) -> warnings.add(count + " pods were left out: " + reason));
    if (run.cluster().held() > 0) {
      warnings.add(
          run.cluster().held()
              + " pods never arrived: tasks before theirs had not succeeded by the end");
    }
    return run.cluster()
        .metrics()
        .summary(
            provenance,
            accounts.rowsRead(),
            accounts.rowsUsed(),
            accounts.rowsDropped(),
            warnings,
            run.cluster().digest());
  }

  /**
   * Names of the profiles that a run has; pods that ask for another are never tried.
   *
   * @throws InputException if the scheduler asked for can't be used
   */
  public static SortedSet<String> schedulerNames(Scenario scenario, RunOptions options) {
    return SchedulerChoice.of(scenario, options).schedulerNames();
  }
}
