package io.towtank.scenarios.run;

import io.towtank.api.ApiServer;
import io.towtank.check.InvariantChecker;
import io.towtank.control.FinishedPodCleanup;
import io.towtank.control.WorkloadReplay;
import io.towtank.kernel.Simulation;
import io.towtank.kubelet.Kubelets;
import io.towtank.metrics.ClusterMetrics;
import io.towtank.model.ResourceIndex;
import io.towtank.record.RunSummary;
import io.towtank.scheduling.Scheduler;

/** A simulated cluster, put together: API, scheduler, kubelets, workload, measurement. */
final class SimulatedCluster implements SimulatedRun {
  private final Simulation simulation;
  private final ApiServer api;
  private final ClusterMetrics metrics;
  private final WorkloadReplay workload;
  private final InvariantChecker checker;
  private final RunLoop loop;

  /**
   * A cluster before its run.
   *
   * @param startDelayNanos from a pod's binding to its start
   */
  SimulatedCluster(RunParts parts, long startDelayNanos) {
    simulation = new Simulation(parts.seed());
    api = new ApiServer(simulation);
    checker = parts.checker(simulation, api);
    ResourceIndex resources = parts.resources();
    metrics = parts.metrics(simulation, api, resources);
    Scheduler scheduler = parts.scheduler(simulation, api, resources, metrics, checker);
    new Kubelets(simulation, api, startDelayNanos);
    new FinishedPodCleanup(api);
    workload = parts.workload(simulation, api);
    loop = new RunLoop(simulation, checker, scheduler, metrics, workload, Long.MAX_VALUE);
    parts.createNodes(api);
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
    loop.setHorizon(nanos);
  }

  @Override
  public void run(Progress progress, long podsExpected) {
    workload.start();
    loop.run(workload::submitted, progress, podsExpected);
    metrics.finish();
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
  public long held() {
    return workload.held();
  }

  @Override
  public long submitted() {
    return workload.submitted();
  }
}
