package io.towtank.scenarios.run;

import io.towtank.api.ApiServer;
import io.towtank.api.WriteResult;
import io.towtank.check.CacheAgreement;
import io.towtank.check.CheckLevel;
import io.towtank.check.InvariantChecker;
import io.towtank.control.WorkloadReplay;
import io.towtank.kernel.Simulation;
import io.towtank.metrics.ClusterMetrics;
import io.towtank.metrics.MetricsOptions;
import io.towtank.model.ArrivalStream;
import io.towtank.model.DeviceGroup;
import io.towtank.model.Node;
import io.towtank.model.ResourceIndex;
import io.towtank.record.RunRecorder;
import io.towtank.scheduling.Scheduler;
import io.towtank.scheduling.SchedulerOptions;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.runtime.PluginRegistry;
import io.towtank.text.InputException;
import java.util.List;

/**
 * What any run is made from, and how the parts are made that any run has.
 *
 * @param seed root of all randomness
 * @param nodes nodes that are there from the beginning
 * @param arrivals pods that come one by one
 * @param origin what to call the source of these pods in messages
 * @param recorder takes what the run records as it goes on
 */
record RunParts(
    long seed,
    List<Node> nodes,
    ArrivalStream arrivals,
    String origin,
    List<Profile> profiles,
    SchedulerOptions schedulerOptions,
    MetricsOptions metricsOptions,
    CheckLevel checkLevel,
    RunRecorder recorder) {
  /** Resources in the order of the nodes' devices, so that these have their indices first. */
  ResourceIndex resources() {
    ResourceIndex resources = new ResourceIndex();
    for (Node node : nodes) {
      for (DeviceGroup group : node.devices()) {
        resources.internDevice(group.resource());
      }
    }
    return resources;
  }

  InvariantChecker checker(Simulation simulation, ApiServer api) {
    return new InvariantChecker(simulation, api, checkLevel);
  }

  ClusterMetrics metrics(Simulation simulation, ApiServer api, ResourceIndex resources) {
    return new ClusterMetrics(simulation, api, resources, metricsOptions, recorder);
  }

  /** A scheduler that is measured, and checked where its view of the cluster is never late. */
  Scheduler scheduler(
      Simulation simulation,
      ApiServer api,
      ResourceIndex resources,
      ClusterMetrics metrics,
      InvariantChecker checker) {
    Scheduler scheduler =
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
    return scheduler;
  }

  WorkloadReplay workload(Simulation simulation, ApiServer api) {
    return new WorkloadReplay(simulation, api, arrivals, origin);
  }

  /**
   * Creates the nodes.
   *
   * @throws InputException if one is refused
   */
  void createNodes(ApiServer api) {
    for (Node node : nodes) {
      WriteResult<Node> created = api.nodes().create(node);
      if (!created.isOk()) {
        throw new InputException("cluster: " + created.message());
      }
    }
  }
}
