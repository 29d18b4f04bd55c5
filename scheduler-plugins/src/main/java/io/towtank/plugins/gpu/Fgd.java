package io.towtank.plugins.gpu;

import io.towtank.model.DeviceRequest;
import io.towtank.model.PodMix;
import io.towtank.model.ResourceIndex;
import io.towtank.plugins.device.DeviceChooser;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.Dependence;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeInfo.DeviceVector;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PreFilterPlugin;
import io.towtank.scheduling.framework.PreFilterResult;
import io.towtank.scheduling.framework.PreScorePlugin;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.Status;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fragmentation gradient descent: prefers the node, and on it the device, where the pod makes
 * {@link Fragmentation} grow least or shrink most.
 *
 * <p>Score: 100 × sigmoid((F before − F after) / 1000), truncated; no normalisation. A share is
 * tried on every device with room, and gets the one of the best score, the first of equal ones;
 * whole devices are the idle ones of lowest index. The mix of pods that F looks at is the
 * workload's own.
 *
 * <p>What a node's scores are is kept until the node changes.
 *
 * <p>Source: Q. Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing Workloads with
 * Fragmentation Gradient Descent", USENIX ATC 2023.
 */
public final class Fgd implements PreFilterPlugin, PreScorePlugin, ScorePlugin {
  /** Name in profiles. */
  public static final String NAME = "FGD";

  private static final double SCALE_MILLI = 1000;

  private final FrameworkHandle handle;
  private final Fragmentation fragmentation;
  private final String deviceResource;
  private final Map<Demand, KeptScores> keptByDemand = new HashMap<>();
  private final Map<String, boolean[]> accessByModel = new HashMap<>();
  private KeptScores kept = new KeptScores(new Demand(0, 0, 0));

  Fgd(PodMix mix, double coverage, FrameworkHandle handle) {
    this.handle = handle;
    fragmentation = new Fragmentation(mix.typical(coverage));
    deviceResource = mix.deviceResource();
  }

  /** What a pod requests, as far as it counts here; no devices are count 0. */
  private record Demand(long cpuMillis, int deviceMilli, int deviceCount) {
    boolean isShare() {
      return deviceCount == 1 && deviceMilli < DeviceRequest.WHOLE;
    }
  }

  /** The score and the device of a share; -1 where there is none. */
  private record Best(long score, int device) {}

  @Override
  public String name() {
    return NAME;
  }

  /** Leaves word which device is to be shared; there is nothing to filter. */
  @Override
  public PreFilterResult preFilter(CycleState state, PodInfo pod, NodeList nodes) {
    Demand demand = demandOf(pod);
    if (demand.isShare()) {
      state.write(
          DeviceChooser.KEY,
          (node, devices, request) ->
              request.resource().equals(deviceResource)
                  ? best(demand, node, devices).device()
                  : DeviceChooser.NO_CHOICE);
    }
    return PreFilterResult.SKIP;
  }

  @Override
  public Status preScore(CycleState state, PodInfo pod, List<NodeInfo> feasible) {
    kept = keptByDemand.computeIfAbsent(demandOf(pod), KeptScores::new);
    return Status.SUCCESS;
  }

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    int index = node.index();
    long generation = node.generation();
    if (generation >= 0 && kept.isCurrent(index, generation)) {
      return kept.score(index);
    }
    DeviceVector devices = node.devices(handle.resources().find(deviceResource));
    long score = devices == null ? sigmoidScore(0) : best(kept.demand, node, devices).score();
    if (generation >= 0) {
      kept.keep(index, generation, score);
    }
    return score;
  }

  @Override
  public Dependence scoreDependence() {
    return Dependence.NODE;
  }

  private Demand demandOf(PodInfo pod) {
    long cpuMillis = pod.request(ResourceIndex.CPU);
    List<DeviceRequest> requests = pod.devices();
    for (int i = 0; i < requests.size(); i++) {
      DeviceRequest request = requests.get(i);
      if (request.resource().equals(deviceResource)) {
        return new Demand(cpuMillis, request.milliPerDevice(), request.count());
      }
    }
    return new Demand(cpuMillis, 0, 0);
  }

  private Best best(Demand demand, NodeInfo node, DeviceVector devices) {
    boolean[] access =
        accessByModel.computeIfAbsent(devices.group().model(), fragmentation::access);
    long freeCpu = node.allocatable(ResourceIndex.CPU) - node.requested(ResourceIndex.CPU);
    int[] free = new int[devices.size()];
    for (int device = 0; device < free.length; device++) {
      free[device] = devices.freeMilli(device);
    }
    double before = fragmentation.amount(freeCpu, free, access);
    long freeCpuAfter = freeCpu - demand.cpuMillis;
    if (demand.isShare()) {
      return bestShare(demand, before, freeCpuAfter, free, access);
    }
    int missing = demand.deviceCount;
    for (int device = 0; device < free.length && missing > 0; device++) {
      if (free[device] == DeviceRequest.WHOLE) {
        free[device] = 0;
        missing--;
      }
    }
    return new Best(
        sigmoidScore(before - fragmentation.amount(freeCpuAfter, free, access)),
        DeviceChooser.NO_CHOICE);
  }

  private Best bestShare(
      Demand demand, double before, long freeCpuAfter, int[] free, boolean[] access) {
    Best best = new Best(0, DeviceChooser.NO_CHOICE);
    for (int device = 0; device < free.length; device++) {
      int left = free[device];
      if (left >= demand.deviceMilli && firstWith(left, free) == device) {
        free[device] = left - demand.deviceMilli;
        long score = sigmoidScore(before - fragmentation.amount(freeCpuAfter, free, access));
        free[device] = left;
        if (best.device < 0 || score > best.score) {
          best = new Best(score, device);
        }
      }
    }
    return best;
  }

  /** Devices with equally much left score alike. */
  private static int firstWith(int left, int[] free) {
    int device = 0;
    while (free[device] != left) {
      device++;
    }
    return device;
  }

  private static long sigmoidScore(double gainMilli) {
    return (long) (1 / (1 + StrictMath.exp(-gainMilli / SCALE_MILLI)) * SCORE_MAX);
  }

  /** One demand's scores by node index, each with the generation of the node it holds for. */
  private static final class KeptScores {
    private final Demand demand;
    private long[] generations = new long[0];
    private byte[] scores = new byte[0];

    KeptScores(Demand demand) {
      this.demand = demand;
    }

    boolean isCurrent(int index, long generation) {
      return index < generations.length && generations[index] == generation;
    }

    long score(int index) {
      return scores[index];
    }

    void keep(int index, long generation, long score) {
      if (index >= generations.length) {
        int size = Math.max(index + 1, 2 * generations.length);
        int before = generations.length;
        generations = Arrays.copyOf(generations, size);
        Arrays.fill(generations, before, size, -1);
        scores = Arrays.copyOf(scores, size);
      }
      generations[index] = generation;
      scores[index] = (byte) score;
    }
  }

  /** Makes it; the argument is {@code coverage}. */
  public static final class Factory implements PluginFactory {
    private static final double COVERAGE_MIN = 0.01;

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Prefers node and device where fragmentation grows least, by the workload's mix.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      double coverage = args.number("coverage", PodMix.COVERAGE_DEFAULT, COVERAGE_MIN, 1);
      return new Fgd(handle.podMix(), coverage, handle);
    }
  }
}
