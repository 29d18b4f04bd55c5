package io.towtank.fault.kinds;

import io.towtank.fault.Fault;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultField;
import io.towtank.fault.FaultSite;
import io.towtank.fault.TargetKind;
import io.towtank.model.Pod;
import java.util.List;

/** The process of a container ends; what happens then is up to the pod's restart policy. */
public final class ContainerCrash implements FaultFactory {
  @Override
  public String name() {
    return "container-crash";
  }

  @Override
  public String summary() {
    return "Ends a container of running pods.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.PODS;
  }

  private static final int SIGKILL = 137;

  @Override
  public List<FaultField> fields() {
    return List.of(
        FaultField.text("container", "Name of the container; the pod's first where empty."),
        FaultField.integer("exitCode", SIGKILL, 0, 255, "Exit code of its process."));
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
            site.world()
                .machines()
                .killContainer(
                    pod.nodeName(), pod, args.text("container"), args.integer("exitCode"));
          }
          site.finished().run();
        },
        () -> {});
  }
}
