package io.towtank.fault.kinds;

import io.towtank.fault.Fault;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultSite;
import io.towtank.fault.FaultWorld;
import io.towtank.fault.TargetKind;

/** The registry can't be reached: images that do not lie on a node can't be pulled to it. */
public final class ImageRegistryOutage implements FaultFactory {
  @Override
  public String name() {
    return "image-registry-outage";
  }

  @Override
  public String summary() {
    return "Lets no image be pulled.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.NONE;
  }

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    FaultWorld world = site.world();
    return Fault.of(world::loseImageRegistry, world::returnImageRegistry);
  }
}
