package io.towtank.plugins.kubernetes.preemption;

import io.towtank.kernel.RandomStream;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.TrialNode;
import io.towtank.scheduling.framework.WaitingPods;
import java.util.List;
import java.util.Map;

/** Makes {@link DefaultPreemption} for a scheduler that says it samples nodes. */
final class SamplingPreemption implements PluginFactory {
  private final Map<String, ?> args;

  SamplingPreemption(Map<String, ?> args) {
    this.args = args;
  }

  @Override
  public String name() {
    return DefaultPreemption.NAME;
  }

  @Override
  public String summary() {
    return "Preempts on a sample.";
  }

  @Override
  public Plugin create(PluginArgs unused, FrameworkHandle handle) {
    return new DefaultPreemption(PluginArgs.of(args), new Sampling(handle));
  }

  private record Sampling(FrameworkHandle handle) implements FrameworkHandle {
    @Override
    public boolean samplesNodes() {
      return true;
    }

    @Override
    public long nowNanos() {
      return handle.nowNanos();
    }

    @Override
    public ResourceIndex resources() {
      return handle.resources();
    }

    @Override
    public NodeList nodes() {
      return handle.nodes();
    }

    @Override
    public ClusterObjects objects() {
      return handle.objects();
    }

    @Override
    public TrialNode trial(CycleState state, PodInfo pod, NodeInfo node) {
      return handle.trial(state, pod, node);
    }

    @Override
    public RandomStream randomStream(String plugin, String purpose) {
      return handle.randomStream(plugin, purpose);
    }

    @Override
    public Status bind(Pod pod, String nodeName, List<DeviceAllocation> devices) {
      return handle.bind(pod, nodeName, devices);
    }

    @Override
    public WaitingPods waitingPods() {
      return handle.waitingPods();
    }
  }
}
