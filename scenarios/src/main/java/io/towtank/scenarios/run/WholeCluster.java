package io.towtank.scenarios.run;

import io.towtank.api.ApiServer;
import io.towtank.api.NodeLeases;
import io.towtank.api.PodsByNode;
import io.towtank.api.Watcher;
import io.towtank.api.WriteResult;
import io.towtank.check.CacheAgreement;
import io.towtank.check.CheckLevel;
import io.towtank.check.InvariantChecker;
import io.towtank.control.WorkloadReplay;
import io.towtank.control.plane.ControlPlane;
import io.towtank.control.runtime.ControllerManager;
import io.towtank.control.runtime.LeaderElectionOptions;
import io.towtank.fault.FaultSchedule;
import io.towtank.fault.FaultWorld;
import io.towtank.fault.KubeletMachines;
import io.towtank.fault.MachineChurn;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.kubelet.machine.Machines;
import io.towtank.metrics.ClusterMetrics;
import io.towtank.metrics.MetricsOptions;
import io.towtank.metrics.failover.FailoverMetrics;
import io.towtank.metrics.failover.FailoverOptions;
import io.towtank.model.ArrivalStream;
import io.towtank.model.DeviceGroup;
import io.towtank.model.Node;
import io.towtank.model.ResourceIndex;
import io.towtank.network.Network;
import io.towtank.record.FailoverSummary;
import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.scenarios.spec.ControlPlaneSpec;
import io.towtank.scenarios.spec.KubeletSpec;
import io.towtank.scheduling.Scheduler;
import io.towtank.scheduling.SchedulerOptions;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.runtime.PluginRegistry;
import io.towtank.text.InputException;
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

  private record Horizon() implements Message {
    @Override
    public long fingerprint() {
      return 0;
    }
  }

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
  private final LoopSpec loop;
  private final List<String> warnings = new ArrayList<>();
  private boolean horizonReached;
  private boolean hasHorizon;

  WholeCluster(
      long seed,
      List<Node> nodes,
      ArrivalStream arrivals,
      String origin,
      List<Profile> profiles,
      SchedulerOptions schedulerOptions,
      MetricsOptions metricsOptions,
      LoopSpec loop,
      CheckLevel checkLevel,
      RunRecorder recorder) {
    this.loop = loop;
    ControlPlaneSpec plane = loop.controlPlane();
    KubeletSpec kubelet = loop.kubelet();
    simulation = new Simulation(seed);
    api = new ApiServer(simulation);
    api.setDefaultTolerationSeconds(
        plane.defaultTolerationSeconds(), plane.defaultTolerationSeconds());
    checker = new InvariantChecker(simulation, api, checkLevel);
    ResourceIndex resources = new ResourceIndex();
    for (Node node : nodes) {
      for (DeviceGroup group : node.devices()) {
        resources.internDevice(group.resource());
      }
    }
    failover = new FailoverMetrics(simulation, api, FailoverOptions.DEFAULT, recorder);
    metrics = new ClusterMetrics(simulation, api, resources, metricsOptions, recorder);
    log = new LoopLog(api);
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
    NodeLeases leases = new NodeLeases(simulation, NodeLeases.Mode.COMPUTED);
    PodsByNode podsByNode = new PodsByNode("pods-by-node", api);
    Network network = new Network(Racks.topology(nodes, loop.network()));
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
    network.addListener((node, canReachApi) -> machines.reachabilityChanged(node));
    controllers = Controllers.of(simulation, api, leases, podsByNode, plane);
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
    faults = new FaultSchedule(world, loop.faults());
    faults.addListener(log);
    faults.addListener(failover);
    churn = churn(world, loop);
    workload = new WorkloadReplay(simulation, api, arrivals, origin);
    actions = new Actions(simulation, api, world.operator(), loop.actions());
    warnings.addAll(actions.warnings());
    for (Node node : nodes) {
      WriteResult<Node> created = api.nodes().create(node);
      if (!created.isOk()) {
        throw new InputException("cluster: " + created.message());
      }
    }
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

  private static @Nullable MachineChurn churn(FaultWorld world, LoopSpec loop) {
    MachineTrace trace = loop.machines();
    return trace == null
        ? null
        : new MachineChurn(world, trace.nodes(), trace.away(), trace.source(), loop.removal());
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

  @Override
  public void run(Progress progress, long podsExpected) {
    for (Manifests manifests : loop.objects()) {
      warnings.addAll(manifests.warnings());
      manifests.apply(api);
    }
    elect(ControlPlane.SCHEDULER, scheduler::start, scheduler::stop);
    elect(ControlPlane.CONTROLLER_MANAGER, controllers::start, controllers::stop);
    workload.start();
    faults.start();
    if (churn != null) {
      churn.start();
    }
    actions.start();
    long told = -1;
    while (!isOver() && simulation.step()) {
      checker.betweenEvents();
      if (told != log.podsCreated()) {
        told = log.podsCreated();
        progress.update(told, podsExpected);
      }
    }
    failover.finish();
    metrics.finish();
  }

  private void elect(String component, Runnable onLead, Runnable onLose) {
    controlPlane.elect(component, LeaderElectionOptions.DEFAULT, onLead, onLose);
  }

  /** Without a horizon: nothing is left but attempts at pods that no node can take, and samples. */
  private boolean isOver() {
    if (hasHorizon) {
      return horizonReached;
    }
    return simulation.now() >= LONGEST_NANOS
        || (workload.isExhausted()
            && simulation.pending() == scheduler.pendingTimers() + metrics.pendingTimers()
            && scheduler.isAtRest());
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
    return log.podsCreated();
  }

  /** What faults cost, and how long it took to make it good. */
  FailoverSummary failover() {
    return failover.summary();
  }

  /** What of the manifests has no effect. */
  List<String> warnings() {
    return warnings;
  }

  /** How the workloads stand, and what became of faults and pods. */
  LoopReport report() {
    return log.report(faults.accounts());
  }
}
