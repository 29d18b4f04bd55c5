package io.towtank.scenarios.run;

import io.towtank.check.CheckLevel;
import io.towtank.metrics.MetricsOptions;
import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import io.towtank.model.PodMix;
import io.towtank.record.RunRecorder;
import io.towtank.scenarios.spec.CycleCostSpec;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.scenarios.spec.ScenarioSpec;
import io.towtank.scenarios.spec.SchedulerSpec;
import io.towtank.scheduling.CycleCost;
import io.towtank.scheduling.SchedulerOptions;
import io.towtank.scheduling.engine.EngineKind;
import io.towtank.scheduling.queue.QueueOptions;
import io.towtank.workloads.ReplayMode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scenario with all that it names opened and put together, ready to run. */
final class OpenedRun implements AutoCloseable {
  private static final long SECOND = 1_000_000_000L;

  private final Scenario scenario;
  private final long seed;
  private final SchedulerChoice scheduler;
  private final SchedulerOptions schedulerOptions;
  private final WorkloadSource source;
  private final long podsExpected;
  private final ArrivalStream arrivals;
  private final FaultPlans faults;
  private final @Nullable WholeCluster whole;
  private final SimulatedRun cluster;

  private OpenedRun(
      Scenario scenario,
      long seed,
      SchedulerChoice scheduler,
      SchedulerOptions schedulerOptions,
      WorkloadSource source,
      long podsExpected,
      ArrivalStream arrivals,
      FaultPlans faults,
      @Nullable WholeCluster whole,
      SimulatedRun cluster) {
    this.scenario = scenario;
    this.seed = seed;
    this.scheduler = scheduler;
    this.schedulerOptions = schedulerOptions;
    this.source = source;
    this.podsExpected = podsExpected;
    this.arrivals = arrivals;
    this.faults = faults;
    this.whole = whole;
    this.cluster = cluster;
  }

  /**
   * Opens everything.
   *
   * @throws io.towtank.text.InputException if something can't be used
   */
  static OpenedRun open(Scenario scenario, RunOptions options, RunRecorder recorder)
      throws IOException {
    return open(scenario, options, recorder, false);
  }

  /**
   * As {@link #open(Scenario, RunOptions, RunRecorder)}.
   *
   * @param isPlain whether there is an event for each heartbeat and each look at the nodes
   */
  static OpenedRun open(
      Scenario scenario, RunOptions options, RunRecorder recorder, boolean isPlain)
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
    SchedulerOptions schedulerOptions =
        schedulerOptions(spec, scheduler, options.engine())
            .withNodeRanks(source.nodeRanks(nodes))
            .withPodMix(survey.mix());
    CheckLevel checkLevel = options.check() ? CheckLevel.FULL : CheckLevel.OFF;
    ArrivalStream arrivals = source.arrivals(nodes);
    FaultPlans faults = new FaultPlans();
    try {
      faults.open(spec.faults());
      recorder.expected(nodes.size(), spec.isWholeLoop() ? -1 : survey.pods());
      RunParts parts =
          new RunParts(
              seed,
              nodes,
              arrivals,
              source.origin(),
              scheduler.profiles(),
              schedulerOptions,
              metricsOptions,
              checkLevel,
              recorder);
      WholeCluster whole =
          spec.isWholeLoop()
              ? new WholeCluster(parts, LoopSpec.of(spec, faults, source.machines(), isPlain))
              : null;
      SimulatedRun cluster =
          whole != null
              ? whole
              : new SimulatedCluster(parts, spec.workload().startDelay().toNanos());
      SnapshotCluster snapshot = source.snapshot();
      if (snapshot != null) {
        cluster.create(snapshot);
      }
      Duration horizon = spec.horizon();
      if (horizon != null) {
        cluster.setHorizon(horizon.toNanos());
      }
      if (whole != null) {
        whole.declare();
      }
      return new OpenedRun(
          scenario,
          seed,
          scheduler,
          schedulerOptions,
          source,
          survey.pods(),
          arrivals,
          faults,
          whole,
          cluster);
    } catch (RuntimeException e) {
      faults.close();
      arrivals.close();
      throw e;
    }
  }

  long seed() {
    return seed;
  }

  SchedulerChoice scheduler() {
    return scheduler;
  }

  SchedulerOptions schedulerOptions() {
    return schedulerOptions;
  }

  WorkloadSource source() {
    return source;
  }

  /** How many pods the workload has, besides those that run already. */
  long podsExpected() {
    return podsExpected;
  }

  /** The pods to come; whoever runs the cluster leaves them to it. */
  ArrivalStream arrivals() {
    return arrivals;
  }

  /** The fault schedule, with its traces open. */
  FaultPlans faults() {
    return faults;
  }

  /** The cluster, if the whole loop is simulated. */
  @Nullable WholeCluster whole() {
    return whole;
  }

  SimulatedRun cluster() {
    return cluster;
  }

  /** What of the scenario and its files has no effect; a list that may be added to. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>(scenario.warnings());
    if (whole != null) {
      warnings.addAll(whole.warnings());
    }
    warnings.addAll(scheduler.warnings());
    SnapshotCluster snapshot = source.snapshot();
    if (snapshot != null) {
      warnings.addAll(snapshot.warnings());
      warnings.addAll(snapshot.warningsOfSchedulers(scheduler.schedulerNames()));
    }
    return warnings;
  }

  @Override
  public void close() throws IOException {
    faults.close();
    arrivals.close();
  }

  /** Arrival-only runs have an arrival every second, and a sample after each. */
  private static long sampleInterval(ScenarioSpec spec) {
    return spec.workload().replay() == ReplayMode.ARRIVAL_ONLY
        ? SECOND
        : spec.measure().sampleEvery().toNanos();
  }

  /** How the scheduler is to work, as the scenario says. */
  static SchedulerOptions schedulerOptions(
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
}
