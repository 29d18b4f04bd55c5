package io.towtank.scenarios.run;

import io.towtank.api.ApiServer;
import io.towtank.api.NodeLeases;
import io.towtank.api.PodsByNode;
import io.towtank.api.Watcher;
import io.towtank.check.BudgetCheck;
import io.towtank.check.CheckLevel;
import io.towtank.check.DeploymentCheck;
import io.towtank.check.InvariantChecker;
import io.towtank.check.MachineCheck;
import io.towtank.control.WorkloadReplay;
import io.towtank.control.plane.ControlPlane;
import io.towtank.control.runtime.ControllerManager;
import io.towtank.control.runtime.LeaderElectionOptions;
import io.towtank.fault.FaultSchedule;
import io.towtank.fault.FaultWorld;
import io.towtank.fault.KubeletMachines;
import io.towtank.fault.MachineChurn;
import io.towtank.kernel.Simulation;
import io.towtank.kubelet.machine.Machines;
import io.towtank.metrics.ClusterMetrics;
import io.towtank.metrics.failover.FailoverMetrics;
import io.towtank.metrics.failover.FailoverOptions;
import io.towtank.model.Node;
import io.towtank.model.ResourceIndex;
import io.towtank.network.Network;
import io.towtank.record.FailoverSummary;
import io.towtank.record.RunSummary;
import io.towtank.scenarios.spec.ControlPlaneSpec;
import io.towtank.scenarios.spec.KubeletSpec;
import io.towtank.scheduling.Scheduler;
import io.towtank.workloads.MachineTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A simulated cluster with the whole loop: controllers, full kubelets, node lifecycle, a network
 * and a control plane that can fail, faults, and people who change what is declared.
 */
final class WholeCluster implements SimulatedRun {
  /** A run without a horizon is over by then: pods that crash in a loop never come to rest. */
  private static final long LONGEST_NANOS = Duration.ofDays(365).toNanos();

  private final Simulation simulation;
  private final ApiServer api;
  private final InvariantChecker checker;
  private final ClusterMetrics metrics;
  private final FailoverMetrics failover;
  private final LoopLog log;
  private final Scheduler scheduler;
  private final ControllerManager controllers;
  private final ControlPlane controlPlane;
  private final FaultSchedule faults;
  private final @Nullable MachineChurn churn;
  private final WorkloadReplay workload;
  private final Actions actions;
  private final LoopSpec spec;
  private final RunLoop loop;
  private final List<String> warnings = new ArrayList<>();

  /** A cluster before its run. */
  WholeCluster(RunParts parts, LoopSpec spec) {
    this.spec = spec;
    ControlPlaneSpec plane = spec.controlPlane();
    KubeletSpec kubelet = spec.kubelet();
    simulation = new Simulation(parts.seed());
    api = new ApiServer(simulation);
    api.setDefaultTolerationSeconds(
        plane.defaultTolerationSeconds(), plane.defaultTolerationSeconds());
    checker = parts.checker(simulation, api);
    boolean isChecked = parts.checkLevel() != CheckLevel.OFF;
    if (isChecked) {
      new BudgetCheck(simulation, api);
      new DeploymentCheck(simulation, api);
    }
    ResourceIndex resources = parts.resources();
    failover = new FailoverMetrics(simulation, api, FailoverOptions.DEFAULT, parts.recorder());
    metrics = parts.metrics(simulation, api, resources);
    log = new LoopLog(api);
    scheduler = parts.scheduler(simulation, api, resources, metrics, checker);
    NodeLeases leases =
        new NodeLeases(
            simulation, spec.isPlain() ? NodeLeases.Mode.PLAIN : NodeLeases.Mode.COMPUTED);
    PodsByNode podsByNode = new PodsByNode("pods-by-node", api);
    Network network = new Network(Racks.topology(parts.nodes(), spec.network()));
    joinNetwork(network);
    Machines machines =
        new Machines(
            simulation,
            api,
            leases,
            podsByNode,
            network::canReachApi,
            kubelet.memoryUsage().toModel(simulation.streams()),
            kubelet.toModel());
    machines.listen(failover);
    if (isChecked) {
      machines.listen(new MachineCheck(simulation, api));
    }
    network.addListener((node, canReachApi) -> machines.reachabilityChanged(node));
    controllers = Controllers.of(simulation, api, leases, podsByNode, plane, spec.isPlain());
    controlPlane = new ControlPlane(simulation, api, plane.toModel());
    FaultWorld world =
        new FaultWorld(
            simulation,
            api,
            podsByNode,
            network,
            new KubeletMachines(machines, api),
            machines::setRegistryUp,
            controlPlane);
    faults = new FaultSchedule(world, spec.faults());
    faults.addListener(log);
    faults.addListener(failover);
    churn = churn(world, spec);
    workload = parts.workload(simulation, api);
    actions = new Actions(simulation, api, world.operator(), parts.recorder(), spec.actions());
    warnings.addAll(actions.warnings());
    loop = new RunLoop(simulation, checker, scheduler, metrics, workload, LONGEST_NANOS);
    parts.createNodes(api);
  }

  /** Before the machines hear of a node, the network knows it. */
  private void joinNetwork(Network network) {
    api.nodes()
        .watch(
            "network",
            0,
            new Watcher<Node>() {
              @Override
              public void onAdd(Node node) {
                network.add(node);
              }
            });
  }

  private static @Nullable MachineChurn churn(FaultWorld world, LoopSpec spec) {
    MachineTrace trace = spec.machines();
    return trace == null
        ? null
        : new MachineChurn(world, trace.nodes(), trace.away(), trace.source(), spec.removal());
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

  /**
   * Declares what is declared at time 0.
   *
   * @throws io.towtank.text.InputException if something can't be declared
   */
  void declare() {
    for (Manifests manifests : spec.objects()) {
      warnings.addAll(manifests.warnings());
      manifests.apply(api);
    }
  }

  @Override
  public void run(Progress progress, long podsExpected) {
    elect(ControlPlane.SCHEDULER, scheduler::start, scheduler::stop);
    elect(ControlPlane.CONTROLLER_MANAGER, controllers::start, controllers::stop);
    workload.start();
    faults.start();
    if (churn != null) {
      churn.start();
    }
    actions.start();
    loop.run(log::podsCreated, progress, podsExpected);
    failover.finish();
    metrics.finish();
  }

  private void elect(String component, Runnable onLead, Runnable onLose) {
    controlPlane.elect(component, LeaderElectionOptions.DEFAULT, onLead, onLose);
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
    return log.podsCreated();
  }

  /** What faults cost, and how long it took to make it good. */
  FailoverSummary failover() {
    return failover.summary();
  }

  /** Ends the run with an error if an instant has more events than so many. */
  void limitEventsPerInstant(long count) {
    simulation.limitEventsPerInstant(count);
  }

  /** What of the manifests and actions has no effect. */
  List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(actions.refusals());
    return all;
  }

  /** How the workloads stand, and what became of faults and pods. */
  LoopReport report() {
    return log.report(faults.accounts());
  }
}
