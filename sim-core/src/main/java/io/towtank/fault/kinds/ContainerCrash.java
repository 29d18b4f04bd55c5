package io.towtank.fault.kinds;

import io.towtank.fault.Fault;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultField;
import io.towtank.fault.FaultSite;
import io.towtank.fault.TargetKind;
import io.towtank.model.Pod;
import java.util.List;

/** The process of a container is killed; what happens then is up to the pod's restart policy. */
public final class ContainerCrash implements FaultFactory {
  @Override
  public String name() {
    return "container-crash";
  }

  @Override
  public String summary() {
    return "Kills containers of running pods.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.PODS;
  }

  @Override
  public List<FaultField> fields() {
    return List.of(
        FaultField.text(
            "container", "Name of the container; all that do the pod's work where empty."));
  }

  @Override
  public boolean endsByItself() {
    return true;
  }

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    return Fault.of(
        () -> {
          for (Pod pod : site.targets().pods()) {
            site.world().machines().killContainer(pod, args.text("container"));
          }
          site.finished().run();
        },
        () -> {});
  }
}
