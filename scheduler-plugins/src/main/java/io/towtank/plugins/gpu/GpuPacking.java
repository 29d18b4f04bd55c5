package io.towtank.plugins.gpu;

import io.towtank.model.DeviceRequest;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.Dependence;
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
 *
 * <p>Score, where a share has room on devices in use: 100 less a point for each tenth left on the
 * tightest of them. Else, on a node with a device in use: 50 less the idle devices that the pod
 * takes, but at least 33. Else 33 less the node's devices. No say on pods without devices; no
 * normalisation.
 *
 * <p>Source: the baseline of Q. Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing
 * Workloads with Fragmentation Gradient Descent", USENIX ATC 2023, as published with it.
 */
public final class GpuPacking implements PreScorePlugin, ScorePlugin {
  /** Name in profiles. */
  public static final String NAME = "GpuPacking";

  private static final long LEFT_MILLI_PER_POINT = 100;
  private static final long IDLE_DEVICE_BEST = 50;
  private static final long IDLE_NODE_BEST = 33;

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
    int idle = 0;
    int tightest = DeviceRequest.WHOLE;
    for (int device = 0; device < devices.size(); device++) {
      int free = devices.freeMilli(device);
      if (free == DeviceRequest.WHOLE) {
        idle++;
      } else if (free >= request.milliPerDevice() && free < tightest) {
        tightest = free;
      }
    }
    if (request.isShare() && tightest < DeviceRequest.WHOLE) {
      return SCORE_MAX - tightest / LEFT_MILLI_PER_POINT;
    }
    if (idle < devices.size()) {
      return Math.max(IDLE_NODE_BEST, IDLE_DEVICE_BEST - request.count());
    }
    return Math.max(0, IDLE_NODE_BEST - devices.size());
  }

  @Override
  public Dependence scoreDependence() {
    return Dependence.NODE;
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
