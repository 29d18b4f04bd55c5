package io.towtank.scenarios.run;

import io.towtank.api.ApiServer;
import io.towtank.api.WriteResult;
import io.towtank.check.CacheAgreement;
import io.towtank.check.CheckLevel;
import io.towtank.check.InvariantChecker;
import io.towtank.control.FinishedPodCleanup;
import io.towtank.control.WorkloadReplay;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.kubelet.Kubelets;
import io.towtank.metrics.ClusterMetrics;
import io.towtank.metrics.MetricsOptions;
import io.towtank.model.ArrivalStream;
import io.towtank.model.DeviceGroup;
import io.towtank.model.Node;
import io.towtank.model.ResourceIndex;
import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.scheduling.Scheduler;
import io.towtank.scheduling.SchedulerOptions;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.runtime.PluginRegistry;
import io.towtank.text.InputException;
import java.util.List;

/** A simulated cluster, put together: API, scheduler, kubelets, workload, measurement. */
final class SimulatedCluster implements SimulatedRun {
  /** The run's time is over. */
  private record Horizon() implements Message {
    @Override
    public long fingerprint() {
      return 0;
    }
  }

  private final Simulation simulation;
  private final ApiServer api;
  private final Scheduler scheduler;
  private final ClusterMetrics metrics;
  private final WorkloadReplay workload;
  private final InvariantChecker checker;
  private boolean horizonReached;
  private boolean hasHorizon;

  SimulatedCluster(
      long seed,
      List<Node> nodes,
      ArrivalStream arrivals,
      String origin,
      List<Profile> profiles,
      SchedulerOptions schedulerOptions,
      MetricsOptions metricsOptions,
      long startDelayNanos,
      CheckLevel checkLevel,
      RunRecorder recorder) {
    simulation = new Simulation(seed);
    api = new ApiServer(simulation);
    checker = new InvariantChecker(simulation, api, checkLevel);
    ResourceIndex resources = new ResourceIndex();
    for (Node node : nodes) {
      for (DeviceGroup group : node.devices()) {
        resources.internDevice(group.resource());
      }
    }
    metrics = new ClusterMetrics(simulation, api, resources, metricsOptions, recorder);
    scheduler =
        new Scheduler(
            simulation,
            api,
            resources,
            PluginRegistry.load(),
            profiles,
            schedulerOptions,
            recorder);
    scheduler.addListener(metrics);
    if (schedulerOptions.watchDelayNanos() == 0) {
      checker.add(new CacheAgreement(api, scheduler.cache()));
    }
    new Kubelets(simulation, api, startDelayNanos);
    new FinishedPodCleanup(api);
    workload = new WorkloadReplay(simulation, api, arrivals, origin);
    for (Node node : nodes) {
      WriteResult<Node> created = api.nodes().create(node);
      if (!created.isOk()) {
        throw new InputException("cluster: " + created.message());
      }
    }
  }

  @Override
  public ApiServer api() {
    return api;
  }

  @Override
  public long nowNanos() {
    return simulation.now();
  }

  @Override
  public void create(SnapshotCluster snapshot) {
    snapshot.create(api);
  }

  @Override
  public void setHorizon(long nanos) {
    Mailbox<Horizon> mailbox =
        simulation.mailbox("horizon", Phase.RECORDING, message -> horizonReached = true);
    mailbox.sendAt(nanos, new Horizon());
    hasHorizon = true;
  }

  /**
   * Runs to the horizon; without one, until nothing can happen any more but that pods are tried
   * again which no node can take.
   */
  @Override
  public void run(Progress progress, long podsExpected) {
    workload.start();
    long told = -1;
    while (!isOver() && simulation.step()) {
      checker.betweenEvents();
      if (told != workload.submitted()) {
        told = workload.submitted();
        progress.update(told, podsExpected);
      }
    }
    metrics.finish();
  }

  private boolean isOver() {
    if (hasHorizon) {
      return horizonReached;
    }
    return workload.isExhausted()
        && simulation.pending() == scheduler.pendingTimers() + metrics.pendingTimers()
        && scheduler.isAtRest();
  }

  @Override
  public void check(RunSummary.Accounts accounts) {
    checker.finish(accounts);
  }

  @Override
  public String digest() {
    return simulation.digest().hex();
  }

  @Override
  public ClusterMetrics metrics() {
    return metrics;
  }

  @Override
  public long submitted() {
    return workload.submitted();
  }
}
