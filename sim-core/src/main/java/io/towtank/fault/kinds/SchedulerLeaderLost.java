package io.towtank.fault.kinds;

import io.towtank.control.plane.ControlPlane;
import io.towtank.fault.Fault;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultSite;
import io.towtank.fault.TargetKind;

/**
 * The process of the leading scheduler ends without giving its lease back. Another candidate leads
 * when the lease has run out; the process is a candidate again when it is repaired.
 */
public final class SchedulerLeaderLost implements FaultFactory {
  @Override
  public String name() {
    return "scheduler-leader-lost";
  }

  @Override
  public String summary() {
    return "Ends the scheduler that leads.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.NONE;
  }

  private static final long RESTART_NANOS = 10_000_000_000L;

  /**
   * Ten seconds: the first delay of a container that its kubelet restarts. Source: Kubernetes
   * documentation, "Pod Lifecycle", restarts with back-off.
   */
  @Override
  public long defaultRepairNanos() {
    return RESTART_NANOS;
  }

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    ControlPlane controlPlane = site.world().controlPlane();
    return Fault.of(
        () -> controlPlane.crashLeader(ControlPlane.SCHEDULER),
        () -> controlPlane.recoverCandidate(ControlPlane.SCHEDULER));
  }
}
