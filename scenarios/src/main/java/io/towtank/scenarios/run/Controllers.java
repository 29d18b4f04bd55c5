package io.towtank.scenarios.run;

import io.towtank.api.ApiServer;
import io.towtank.api.NodeLeases;
import io.towtank.api.PodsByNode;
import io.towtank.control.ControlContext;
import io.towtank.control.ControlOptions;
import io.towtank.control.EndpointsController;
import io.towtank.control.ReplicaSetController;
import io.towtank.control.ReplicationManager;
import io.towtank.control.daemon.DaemonSetController;
import io.towtank.control.deployment.DeploymentController;
import io.towtank.control.disruption.DisruptionController;
import io.towtank.control.garbage.GarbageCollector;
import io.towtank.control.garbage.NamespaceController;
import io.towtank.control.job.CronJobController;
import io.towtank.control.job.JobController;
import io.towtank.control.job.TtlAfterFinishedController;
import io.towtank.control.node.NodeLifecycleController;
import io.towtank.control.node.NodeLifecycleOptions;
import io.towtank.control.node.PodGarbageCollector;
import io.towtank.control.node.TaintEvictionController;
import io.towtank.control.runtime.ControllerManager;
import io.towtank.control.stateful.StatefulSetController;
import io.towtank.control.volume.VolumeController;
import io.towtank.kernel.Simulation;
import io.towtank.scenarios.spec.ControlPlaneSpec;

/** The controllers of a run. */
final class Controllers {
  private Controllers() {}

  /**
   * All of them, stopped; none where the scenario has none.
   *
   * @param isPlain whether to look at all nodes in every period
   */
  static ControllerManager of(
      Simulation simulation,
      ApiServer api,
      NodeLeases leases,
      PodsByNode podsByNode,
      ControlPlaneSpec spec,
      boolean isPlain) {
    ControllerManager manager = new ControllerManager();
    if (!spec.controllers()) {
      return manager;
    }
    long delay = spec.watchDelay().toNanos();
    ControlContext context = ControlContext.of(simulation, api, new ControlOptions(delay));
    NodeLifecycleOptions nodeLifecycle = spec.nodeLifecycle();
    manager.add(
        new NodeLifecycleController(
                simulation,
                api,
                leases,
                podsByNode,
                isPlain ? nodeLifecycle.withPlainPasses() : nodeLifecycle,
                delay)
            .controller());
    manager.add(new TaintEvictionController(simulation, api, podsByNode, delay).controller());
    manager.add(
        new PodGarbageCollector(simulation, api, podsByNode, spec.terminatedPodThreshold(), delay)
            .controller());
    manager.add(new DeploymentController(context).controller());
    manager.add(new ReplicaSetController(context).controller());
    manager.add(new ReplicationManager(context).controller());
    manager.add(new StatefulSetController(context).controller());
    manager.add(new VolumeController(context).controller());
    manager.add(new DaemonSetController(context).controller());
    manager.add(new DisruptionController(context).controller());
    manager.add(new JobController(context).controller());
    manager.add(new TtlAfterFinishedController(context).controller());
    manager.add(new CronJobController(context, spec.startTime()).controller());
    manager.add(new GarbageCollector(context).controller());
    manager.add(new NamespaceController(context).controller());
    manager.add(new EndpointsController(context, spec.endpointsDelay().toNanos()).controller());
    return manager;
  }
}
