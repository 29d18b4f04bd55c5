package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Constant;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.RecordDefaults;
import io.towtank.scenarios.binding.Size;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scenario file. */
@Doc("A scenario: a cluster, a scheduler, a workload, and what to measure.")
public record ScenarioSpec(
    @Doc("Version of this file format.") @Constant(ScenarioSpec.API_VERSION) String apiVersion,
    @Doc("Kind of this file.") @Constant(ScenarioSpec.KIND) String kind,
    @Doc("The scenario's name and what it shows.") MetadataSpec metadata,
    @Doc("Root of all randomness; the same seed gives the same run.") @Default("1") long seed,
    @Doc(
            "Simulation time at which the run ends. Without it a timed run ends when all pods have"
                + " ended; one of the whole loop when nothing can happen any more, after 365d at"
                + " the latest.")
        @Range(min = "1ns")
        @Nullable Duration horizon,
    @Doc("The nodes.") ClusterSpec cluster,
    @Doc("How pods are scheduled.") @Default("{}") SchedulerSpec scheduler,
    @Doc("The pods.") @Default("{replay: timed}") WorkloadSpec workload,
    @Doc("The same at another scale: more arrivals, more nodes, stretched times, heavier tails.")
        @Default("{}")
        ScalingSpec scaling,
    @Doc(
            "The control plane. With this section, be it empty, or any of `kubelet`, `network`,"
                + " `faults`, `actions`, `cluster.objects` and `cluster.machineEvents`, the whole"
                + " loop is simulated: controllers, full kubelets, node lifecycle. Without all of"
                + " them pods just start and end.")
        @Nullable ControlPlaneSpec controlPlane,
    @Doc("What all machines and their kubelets have in common.") @Nullable KubeletSpec kubelet,
    @Doc("The network between nodes and control plane.") @Nullable NetworkSpec network,
    @Doc("What breaks, when, and for how long.") @Size(max = 10_000) @Default("[]")
        List<FaultSpec> faults,
    @Doc("What people do to the cluster while it runs.") @Size(max = 10_000) @Default("[]")
        List<ActionSpec> actions,
    @Doc("What the run records.") @Default("{}") MeasureSpec measure) {
  /** Version of the file format. */
  public static final String API_VERSION = "towtank.io/v1";

  /** Kind of the file. */
  public static final String KIND = "Scenario";

  /** The same without faults and actions; what is simulated stays the same. */
  public ScenarioSpec undisturbed() {
    boolean keepsLoop = isWholeLoop() && controlPlane == null;
    return new ScenarioSpec(
        apiVersion,
        kind,
        metadata,
        seed,
        horizon,
        cluster,
        scheduler,
        workload,
        scaling,
        keepsLoop ? RecordDefaults.of(ControlPlaneSpec.class) : controlPlane,
        kubelet,
        network,
        List.of(),
        List.of(),
        measure);
  }

  /** The same workload on these nodes and no others. */
  public ScenarioSpec onNodes(List<NodeGroupSpec> groups) {
    return new ScenarioSpec(
        apiVersion,
        kind,
        metadata,
        seed,
        horizon,
        new ClusterSpec(groups, null, null, cluster.objects(), null),
        scheduler,
        workload,
        scaling.withoutNodes(),
        controlPlane,
        kubelet,
        network,
        faults,
        actions,
        measure);
  }

  /** Whether the whole loop is simulated: controllers, full kubelets, node lifecycle. */
  public boolean isWholeLoop() {
    return controlPlane != null
        || kubelet != null
        || network != null
        || !faults.isEmpty()
        || !actions.isEmpty()
        || !cluster.objects().isEmpty()
        || cluster.machineEvents() != null;
  }
}
