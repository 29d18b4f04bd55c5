package io.towtank.scenarios.run;

import io.towtank.fault.FaultPlan;
import io.towtank.fault.MachineChurn;
import io.towtank.scenarios.binding.RecordDefaults;
import io.towtank.scenarios.spec.ActionSpec;
import io.towtank.scenarios.spec.ControlPlaneSpec;
import io.towtank.scenarios.spec.KubeletSpec;
import io.towtank.scenarios.spec.MachineEventsSpec;
import io.towtank.scenarios.spec.NetworkSpec;
import io.towtank.scenarios.spec.ScenarioSpec;
import io.towtank.workloads.MachineTrace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario says of the whole loop, opened and with its defaults.
 *
 * @param objects what is declared at time 0
 * @param machines machines that come and go; null where none do
 * @param removal what the cluster is told when a machine goes
 * @param isPlain whether there is an event for each heartbeat and each look at the nodes, for
 *     tests: by default those without effect are left out
 */
record LoopSpec(
    ControlPlaneSpec controlPlane,
    KubeletSpec kubelet,
    @Nullable NetworkSpec network,
    List<Manifests> objects,
    List<FaultPlan> faults,
    List<ActionSpec> actions,
    @Nullable MachineTrace machines,
    MachineChurn.Removal removal,
    boolean isPlain) {

  static LoopSpec of(
      ScenarioSpec spec, FaultPlans faults, @Nullable MachineTrace machines, boolean isPlain) {
    ControlPlaneSpec controlPlane = spec.controlPlane();
    KubeletSpec kubelet = spec.kubelet();
    MachineEventsSpec events = spec.cluster().machineEvents();
    return new LoopSpec(
        controlPlane == null ? RecordDefaults.of(ControlPlaneSpec.class) : controlPlane,
        kubelet == null ? RecordDefaults.of(KubeletSpec.class) : kubelet,
        spec.network(),
        spec.cluster().objects().stream().map(Manifests::read).toList(),
        faults.plans(),
        spec.actions(),
        machines,
        events == null ? MachineChurn.Removal.SILENT : events.removal(),
        isPlain);
  }
}
