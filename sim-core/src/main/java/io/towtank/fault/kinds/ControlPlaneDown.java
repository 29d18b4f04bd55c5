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
 * Masters are off with all that runs on them: API server, etcd member, and the candidates of
 * scheduler and controller manager, the leaders first. Without any of them, running pods keep
 * running and nothing is changed.
 */
public final class ControlPlaneDown implements FaultFactory {
  @Override
  public String name() {
    return "control-plane-down";
  }

  @Override
  public String summary() {
    return "Switches masters off, with API server, etcd member and leaders.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.NONE;
  }

  @Override
  public List<FaultField> fields() {
    return List.of(FaultField.integer("masters", 0, 0, 99, "How many of them; 0 for all."));
  }

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    ControlPlane controlPlane = site.world().controlPlane();
    int given = args.integer("masters");
    int lost = given == 0 ? controlPlane.options().masters() : given;
    return Fault.of(() -> controlPlane.loseMasters(lost), () -> controlPlane.returnMasters(lost));
  }
}
