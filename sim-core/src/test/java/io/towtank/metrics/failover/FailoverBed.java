package io.towtank.metrics.failover;

import static io.towtank.testing.LiveCluster.SECOND;

import io.towtank.api.NodeLeases;
import io.towtank.api.Watcher;
import io.towtank.control.ControlContext;
import io.towtank.control.ControlOptions;
import io.towtank.control.ReplicaSetController;
import io.towtank.control.node.KubernetesVersion;
import io.towtank.control.node.NodeLifecycleOptions;
import io.towtank.fault.FaultRecord;
import io.towtank.fault.Targets;
import io.towtank.kubelet.machine.MachineOptions;
import io.towtank.kubelet.machine.UsageModel;
import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.ObjectMeta;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodTemplate;
import io.towtank.model.ReplicaSet;
import io.towtank.model.Replicated;
import io.towtank.model.Toleration;
import io.towtank.network.Part;
import io.towtank.record.FaultEvent;
import io.towtank.record.FaultRow;
import io.towtank.record.RunRecorder;
import io.towtank.record.WorkloadRow;
import io.towtank.testing.LiveCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Machines, replica sets, a scheduler that the test makes up, and the metrics. */
final class FailoverBed implements RunRecorder {
  final LiveCluster cluster;
  final FailoverMetrics metrics;
  final List<String> steps = new ArrayList<>();
  final List<FaultRow> faults = new ArrayList<>();
  final List<WorkloadRow> workloads = new ArrayList<>();
  private int lastFault;

  FailoverBed(long seed) {
    cluster =
        new LiveCluster(
            seed,
            NodeLeases.Mode.COMPUTED,
            NodeLifecycleOptions.of(KubernetesVersion.DEFAULT),
            MachineOptions.DEFAULT.withContainerStartNanos(0),
            UsageModel.NONE);
    metrics = new FailoverMetrics(cluster.simulation, cluster.api, FailoverOptions.DEFAULT, this);
    cluster.machines.listen(metrics);
    cluster.manager.add(
        new ReplicaSetController(
                ControlContext.of(cluster.simulation, cluster.api, ControlOptions.DEFAULT))
            .controller());
  }

  /** Binds each pod to the node that is said, so many seconds after it was created. */
  void schedule(Function<Pod, String> node, double delaySeconds) {
    cluster
        .api
        .pods()
        .watch(
            "test-scheduler",
            0,
            new Watcher<Pod>() {
              @Override
              public void onAdd(Pod pod) {
                if (delaySeconds == 0 || cluster.simulation.now() == 0) {
                  cluster.api.bind(pod, node.apply(pod), List.of()).orThrow();
                } else {
                  cluster.at(
                      (double) cluster.simulation.now() / SECOND + delaySeconds,
                      () -> cluster.api.bind(pod, node.apply(pod), List.of()));
                }
              }
            });
  }

  void replicaSet(String name, int replicas, List<Toleration> tolerations) {
    Labels labels = Labels.of("app", name);
    cluster
        .api
        .replicaSets()
        .create(
            new ReplicaSet(
                ObjectMeta.of("default", name),
                new Replicated.Spec(
                    LabelSelector.ofLabels(labels),
                    replicas,
                    0,
                    new PodTemplate(
                        labels,
                        LiveCluster.spec().tolerations(tolerations).build(),
                        PodBehavior.DEFAULT))))
        .orThrow();
  }

  /** A node crashes, and boots again after some seconds, or never. */
  void crash(String node, double atSeconds, double repairSeconds) {
    int number = ++lastFault;
    long at = (long) (atSeconds * SECOND);
    FaultRecord fault =
        new FaultRecord(
            number,
            "crash",
            "node-crash",
            new Targets(List.of(Part.node(node)), List.of(node), List.of()),
            at);
    cluster.at(
        atSeconds,
        () -> {
          metrics.began(fault);
          cluster.machines.crash(node);
        });
    if (repairSeconds >= 0) {
      cluster.at(
          atSeconds + repairSeconds,
          () -> {
            cluster.machines.boot(node);
            metrics.ended(fault, cluster.simulation.now());
          });
    }
  }

  void runTo(double seconds) {
    cluster.runTo(seconds);
    metrics.finish();
  }

  @Override
  public void faultEvent(FaultEvent event) {
    steps.add(
        event.atNanos() / SECOND
            + " "
            + event.kind().words()
            + (event.kind().words().contains("taint") ? " " + event.detail() : ""));
  }

  @Override
  public void fault(FaultRow row) {
    faults.add(row);
  }

  @Override
  public void workload(WorkloadRow row) {
    workloads.add(row);
  }
}
