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
 * API servers end, and nothing else of their machines. Clients reach any that is left; when none
 * is, nothing can be read or written, and what runs goes on.
 */
public final class ApiServerDown implements FaultFactory {
  @Override
  public String name() {
    return "api-server-down";
  }

  @Override
  public String summary() {
    return "Ends API servers; the API is down when all are.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.NONE;
  }

  @Override
  public List<FaultField> fields() {
    return List.of(FaultField.integer("servers", 0, 0, 99, "How many of them; 0 for all."));
  }

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    ControlPlane controlPlane = site.world().controlPlane();
    int given = args.integer("servers");
    int lost = given == 0 ? controlPlane.options().masters() : given;
    return Fault.of(
        () -> controlPlane.loseApiServers(lost), () -> controlPlane.returnApiServers(lost));
  }
}
