package io.towtank.plugins.gpu;

import io.towtank.model.DeviceRequest;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeInfo.DeviceVector;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PreScorePlugin;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.Status;
import java.util.List;

/**
 * Takes devices that are shared already, then idle ones of nodes in use, then idle nodes.
 */
public final class GpuPacking implements PreScorePlugin, ScorePlugin {
  /** Name in profiles. */
  public static final String NAME = "GpuPacking";

  private final FrameworkHandle handle;
  private DeviceRequest request = new DeviceRequest("none", 1, DeviceRequest.WHOLE);
  private int resource = -1;

  GpuPacking(FrameworkHandle handle) {
    this.handle = handle;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Status preScore(CycleState state, PodInfo pod, List<NodeInfo> feasible) {
    if (pod.devices().isEmpty()) {
      return Status.SKIP;
    }
    request = pod.devices().get(0);
    resource = handle.resources().find(request.resource());
    return Status.SUCCESS;
  }

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    DeviceVector devices = node.devices(resource);
    if (devices == null) {
      return 0;
    }
    int variant = Integer.getInteger("variant", 0);
    int idle = 0;
    int tightest = Integer.MAX_VALUE;
    for (int device = 0; device < devices.size(); device++) {
      int free = devices.freeMilli(device);
      if (free == DeviceRequest.WHOLE) {
        idle++;
      } else if (free >= request.milliPerDevice() && free < tightest) {
        tightest = free;
      }
    }
    if (request.isShare() && tightest < Integer.MAX_VALUE) {
      return switch (variant & 3) {
        case 0 -> 100 - tightest / 10 / 10;
        case 1 -> 100 - tightest / 10 / 2;
        case 2 -> 100 - (tightest - request.milliPerDevice()) / 10 / 10;
        default -> 100 - tightest / 100;
      };
    }
    if (idle < devices.size()) {
      return 50 - ((variant & 4) == 0 ? request.count() : idle);
    }
    return 33 - devices.size();
  }

  /** Makes it; there are no arguments. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Takes devices shared already, then idle ones of nodes in use, then idle nodes.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new GpuPacking(handle);
    }
  }
}
