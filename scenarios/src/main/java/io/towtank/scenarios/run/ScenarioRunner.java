package io.towtank.scenarios.run;

import io.towtank.check.CheckLevel;
import io.towtank.check.InvariantViolation;
import io.towtank.kernel.SimulationException;
import io.towtank.metrics.MetricsOptions;
import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import io.towtank.model.PodMix;
import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.scenarios.load.ScenarioDigest;
import io.towtank.scenarios.spec.CycleCostSpec;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.scenarios.spec.ScenarioSpec;
import io.towtank.scenarios.spec.SchedulerSpec;
import io.towtank.scheduling.CycleCost;
import io.towtank.scheduling.SchedulerOptions;
import io.towtank.scheduling.engine.EngineKind;
import io.towtank.scheduling.queue.QueueOptions;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs scenarios. */
public final class ScenarioRunner {
  private static final long SECOND = 1_000_000_000L;

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
    try {
      return simulate(scenario, options, recorder, progress);
    } catch (SimulationException e) {
      throw e.getCause() instanceof RuntimeException cause ? forTheUser(cause, e) : e;
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
      Scenario scenario, RunOptions options, RunRecorder recorder, Progress progress)
      throws IOException {
    ScenarioSpec spec = scenario.spec();
    Long givenSeed = options.seed();
    long seed = givenSeed == null ? spec.seed() : givenSeed;
    SchedulerChoice scheduler = SchedulerChoice.of(scenario, options);
    WorkloadSource source = new WorkloadSource(spec, seed);
    List<Node> nodes = source.nodes();
    String deviceResource = WorkloadSource.deviceResource(nodes);
    WorkloadSource.Survey survey = source.survey(deviceResource);
    MetricsOptions metricsOptions =
        MetricsOptions.every(sampleInterval(spec))
            .withUsageFraction(spec.workload().usage())
            .withSamplesMax(spec.measure().maxSamples())
            .withTypicalPods(survey.mix().typical(PodMix.COVERAGE_DEFAULT))
            .withDeviceResource(deviceResource);
    try (ArrivalStream arrivals = source.arrivals(nodes);
        FaultPlans faults = new FaultPlans(spec.faults())) {
      SchedulerOptions schedulerOptions =
          schedulerOptions(spec, scheduler, options.engine())
              .withNodeRanks(source.nodeRanks(nodes))
              .withPodMix(survey.mix());
      CheckLevel checkLevel = options.check() ? CheckLevel.FULL : CheckLevel.OFF;
      WholeCluster whole =
          spec.isWholeLoop()
              ? new WholeCluster(
                  seed,
                  nodes,
                  arrivals,
                  source.origin(),
                  scheduler.profiles(),
                  schedulerOptions,
                  metricsOptions,
                  LoopSpec.of(spec, faults, source.machines()),
                  checkLevel,
                  recorder)
              : null;
      SimulatedRun cluster =
          whole != null
              ? whole
              : new SimulatedCluster(
                  seed,
                  nodes,
                  arrivals,
                  source.origin(),
                  scheduler.profiles(),
                  schedulerOptions,
                  metricsOptions,
                  spec.workload().startDelay().toNanos(),
                  checkLevel,
                  recorder);
      SnapshotCluster snapshot = source.snapshot();
      if (snapshot != null) {
        cluster.create(snapshot);
      }
      Duration horizon = spec.horizon();
      if (horizon != null) {
        cluster.setHorizon(horizon.toNanos());
      }
      cluster.run(progress, whole == null ? survey.pods() : -1);
      if (cluster.submitted() == 0 && snapshot == null) {
        throw new InputException(
            scenario.source().shown() + ": workload: no pod arrives before the horizon");
      }
      List<String> warnings = new ArrayList<>(scenario.warnings());
      if (whole != null) {
        warnings.addAll(whole.warnings());
      }
      RunSummary summary =
          summarise(scenario, options.configuration(), scheduler, seed, source, cluster, warnings)
              .withFailover(whole == null ? null : whole.failover());
      cluster.check(summary.accounts());
      return new Result(summary, whole == null ? null : whole.report());
    }
  }

  private static RunSummary summarise(
      Scenario scenario,
      @Nullable Path configuration,
      SchedulerChoice scheduler,
      long seed,
      WorkloadSource source,
      SimulatedRun cluster,
      List<String> warnings) {
    TraceAccounts accounts = source.podAccounts();
    SortedMap<String, String> scales = new TreeMap<>(accounts.scales());
    scales.putAll(scenario.spec().scaling().inWords());
    RunSummary.Provenance provenance =
        new RunSummary.Provenance(
            Version.get(),
            scenario.spec().metadata().name(),
            configuration == null
                ? scenario.source().sha256()
                : ScenarioDigest.with(scenario.source().sha256(), configuration),
            scheduler.name(),
            seed,
            scenario.spec().workload().replay().label(),
            scales);
    warnings.addAll(scheduler.warnings());
    SnapshotCluster snapshot = source.snapshot();
    if (snapshot != null) {
      warnings.addAll(snapshot.warnings());
      warnings.addAll(snapshot.warningsOfSchedulers(scheduler.schedulerNames()));
    }
    accounts
        .rowsRepaired()
        .forEach((reason, count) -> warnings.add(count + " rows were repaired: " + reason));
    return cluster
        .metrics()
        .summary(
            provenance,
            accounts.rowsRead(),
            accounts.rowsUsed(),
            accounts.rowsDropped(),
            warnings,
            cluster.digest());
  }

  /** Arrival-only runs have an arrival every second, and a sample after each. */
  private static long sampleInterval(ScenarioSpec spec) {
    return spec.workload().replay() == ReplayMode.ARRIVAL_ONLY
        ? SECOND
        : spec.measure().sampleEvery().toNanos();
  }

  private static SchedulerOptions schedulerOptions(
      ScenarioSpec spec, SchedulerChoice choice, @Nullable EngineKind engine) {
    SchedulerSpec scheduler = spec.scheduler();
    long retryAfter =
        spec.workload().replay() == ReplayMode.ARRIVAL_ONLY
            ? QueueOptions.NEVER
            : QueueOptions.DEFAULT.unschedulableTimeoutNanos();
    CycleCostSpec cost = scheduler.cycleCost();
    return new SchedulerOptions(
            new QueueOptions(choice.initialBackoffNanos(), choice.maxBackoffNanos(), retryAfter),
            new CycleCost(cost.constant().toNanos(), cost.perNode().toNanos()),
            scheduler.bindLatency().toNanos(),
            switch (scheduler.ties()) {
              case RANDOM -> SchedulerOptions.Ties.RANDOM;
              case FIRST -> SchedulerOptions.Ties.FIRST;
              case RANK -> SchedulerOptions.Ties.RANK;
            },
            scheduler.watchDelay().toNanos())
        .withEngine(engine == null ? scheduler.engine() : engine);
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
