package io.towtank.metrics;

import io.towtank.api.ApiServer;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.DeviceGroup;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceIndex;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A cluster that a test drives by hand: what a scheduler and kubelets would do, second by second.
 */
public final class HandDriven {
  public static final long SECOND = 1_000_000_000L;
  public static final String GPU = ResourceNames.NVIDIA_GPU;

  public final Simulation simulation = new Simulation(1);
  public final ApiServer api = new ApiServer(simulation);
  public final ResourceIndex index = new ResourceIndex();
  private final Mailbox<Act> mailbox =
      simulation.mailbox("hand", Phase.CONTROL, act -> act.what().run());

  private record Act(long number, Runnable what) implements Message {
    @Override
    public long fingerprint() {
      return number;
    }
  }

  /** Does something at a second. */
  public void at(long second, Runnable what) {
    mailbox.sendAt(second * SECOND, new Act(second, what));
  }

  /** Does something every second in a phase, from 0 to the last second. */
  public void inPhase(Phase phase, int lastSecond, Runnable what) {
    Mailbox<Act> every = simulation.mailbox("every second", phase, act -> act.what().run());
    for (int second = 0; second <= lastSecond; second++) {
      every.sendAt(second * SECOND, new Act(second, what));
    }
  }

  /** Runs until a second is over. */
  public void runUntil(long second) {
    simulation.runUntil(second * SECOND);
  }

  public void node(String name, long cpuMillis, long memoryBytes) {
    node(name, cpuMillis, memoryBytes, 0, "");
  }

  public void node(String name, long cpuMillis, long memoryBytes, int gpus, String model) {
    ResourceList capacity = ResourceList.of(cpuMillis, memoryBytes).with(ResourceNames.PODS, 110);
    Node.Builder node = Node.builder(name, capacity);
    if (gpus > 0) {
      node.devices(List.of(new DeviceGroup(GPU, gpus, model)));
    }
    api.nodes().create(node.build()).orThrow();
  }

  public void pod(String name, long cpuMillis, long memoryBytes) {
    create(name, cpuMillis, memoryBytes, List.of());
  }

  public void gpuPod(String name, long cpuMillis, int count, int milli) {
    create(name, cpuMillis, 0, List.of(new DeviceRequest(GPU, count, milli)));
  }

  private void create(String name, long cpuMillis, long memoryBytes, List<DeviceRequest> devices) {
    PodSpec spec =
        PodSpec.builder()
            .requests(ResourceList.of(cpuMillis, memoryBytes))
            .devices(devices)
            .build();
    api.pods().create(Pod.builder(name, spec).build()).orThrow();
  }

  public Pod get(String name) {
    Pod pod = api.pods().get("default/" + name);
    if (pod == null) {
      throw new IllegalArgumentException("no pod " + name);
    }
    return pod;
  }

  /** Binds a pod, on the given devices if it asked for some. */
  public void bind(String name, String node, Integer... devices) {
    Pod pod = get(name);
    List<DeviceAllocation> allocations =
        pod.spec().devices().stream()
            .map(d -> new DeviceAllocation(d.resource(), List.of(devices), d.milliPerDevice()))
            .toList();
    api.bind(pod, node, allocations).orThrow();
  }

  public void start(String name) {
    change(
        name,
        pod -> pod.toBuilder().phase(PodPhase.RUNNING).startedNanos(simulation.now()).build());
  }

  public void succeed(String name) {
    end(name, PodPhase.SUCCEEDED, "");
  }

  public void fail(String name, String reason) {
    end(name, PodPhase.FAILED, reason);
  }

  private void end(String name, PodPhase phase, String reason) {
    change(
        name,
        pod -> pod.toBuilder().phase(phase).reason(reason).finishedNanos(simulation.now()).build());
  }

  public void delete(String name) {
    api.pods().delete("default/" + name).orThrow();
  }

  public void change(String name, UnaryOperator<Pod> change) {
    api.pods().update("default/" + name, change).orThrow();
  }
}
