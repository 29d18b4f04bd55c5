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
import java.util.Arrays;
import java.util.List;

/**
 * Puts pods together that ask for devices in the same way: for a share of one, or for the same
 * number of whole ones.
 *
 * <p>Score: 75 where all pods with devices on the node ask in the pod's own way, 50 where some of
 * them do, 25 where there are none, 0 where all ask otherwise; to which comes 25 × the part of the
 * largest node's devices that is not idle here, truncated. No say on pods without devices; no
 * normalisation.
 *
 * <p>Source: W. Xiao et al., "Gandiva: Introspective Cluster Scheduling for Deep Learning", OSDI
 * 2018, for the idea; this form is the baseline of Q. Weng et al., "Beware of Fragmentation:
 * Scheduling GPU-Sharing Workloads with Fragmentation Gradient Descent", USENIX ATC 2023.
 */
public final class GpuClustering implements PreScorePlugin, ScorePlugin {
  /** Name in profiles. */
  public static final String NAME = "GpuClustering";

  private static final long BAND = 25;
  private static final int LARGEST_CLASS = 63;

  private final FrameworkHandle handle;
  private String resourceName = "";
  private int resource = -1;
  private long wanted;
  private long idleMax;
  private long[] generations = new long[0];
  private long[] present = new long[0];

  GpuClustering(FrameworkHandle handle) {
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
    DeviceRequest request = pod.devices().get(0);
    if (!request.resource().equals(resourceName)) {
      resourceName = request.resource();
      resource = handle.resources().find(resourceName);
      Arrays.fill(generations, -1);
    }
    wanted = classOf(request);
    idleMax = handle.nodes().allocatableMax(resource);
    return Status.SUCCESS;
  }

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    DeviceVector devices = node.devices(resource);
    if (devices == null || idleMax == 0) {
      return 0;
    }
    long classes = classesOn(node);
    long band;
    if (classes == wanted) {
      band = 3;
    } else if ((classes & wanted) != 0) {
      band = 2;
    } else {
      band = classes == 0 ? 1 : 0;
    }
    long idle = 0;
    for (int device = 0; device < devices.size(); device++) {
      idle += devices.freeMilli(device);
    }
    return BAND * band + BAND * (idleMax - idle) / idleMax;
  }

  @Override
  public Dependence scoreDependence() {
    return Dependence.NODE_AND_ALL_NODE_SPECS;
  }

  /** One bit for each way of asking: bit 0 for a share, bit n for n whole devices. */
  private static long classOf(DeviceRequest request) {
    return request.isShare() ? 1 : 1L << Math.min(request.count(), LARGEST_CLASS);
  }

  private long classesOn(NodeInfo node) {
    int index = node.index();
    long generation = node.generation();
    if (index >= generations.length) {
      int before = generations.length;
      int size = Math.max(index + 1, 2 * before);
      generations = Arrays.copyOf(generations, size);
      Arrays.fill(generations, before, size, -1);
      present = Arrays.copyOf(present, size);
    }
    if (generation < 0 || generations[index] != generation) {
      long classes = 0;
      for (PodInfo pod : node.pods()) {
        for (DeviceRequest request : pod.devices()) {
          if (request.resource().equals(resourceName)) {
            classes |= classOf(request);
          }
        }
      }
      generations[index] = generation;
      present[index] = classes;
    }
    return present[index];
  }

  /** Makes it; there are no arguments. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Puts pods together that ask for a share of a device, or for equally many.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new GpuClustering(handle);
    }
  }
}
