package io.towtank.fault.kinds;

import io.towtank.control.plane.ControlPlane;
import io.towtank.fault.Fault;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultField;
import io.towtank.fault.FaultSite;
import io.towtank.fault.TargetKind;
import java.util.List;

/**
 * Members of etcd end. While more than half of them work it goes on; else the API can be read, but
 * nothing can be written. Source: etcd documentation, "FAQ: What is failure tolerance?".
 */
public final class EtcdMembersLost implements FaultFactory {
  @Override
  public String name() {
    return "etcd-members-lost";
  }

  @Override
  public String summary() {
    return "Ends etcd members; without a quorum nothing can be written.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.NONE;
  }

  @Override
  public List<FaultField> fields() {
    return List.of(FaultField.integer("members", 1, 1, 99, "How many of them."));
  }

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    ControlPlane controlPlane = site.world().controlPlane();
    int lost = args.integer("members");
    return Fault.of(
        () -> controlPlane.loseEtcdMembers(lost), () -> controlPlane.returnEtcdMembers(lost));
  }
}
