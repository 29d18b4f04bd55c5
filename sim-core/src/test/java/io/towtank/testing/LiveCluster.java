package io.towtank.testing;

import io.towtank.api.ApiServer;
import io.towtank.api.NodeLeases;
import io.towtank.api.PodsByNode;
import io.towtank.api.Watcher;
import io.towtank.control.node.KubernetesVersion;
import io.towtank.control.node.NodeLifecycleController;
import io.towtank.control.node.NodeLifecycleOptions;
import io.towtank.control.node.PodGarbageCollector;
import io.towtank.control.node.TaintEvictionController;
import io.towtank.control.runtime.ControllerManager;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.kubelet.machine.MachineOptions;
import io.towtank.kubelet.machine.Machines;
import io.towtank.kubelet.machine.UsageModel;
import io.towtank.model.Container;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.model.Taint;
import io.towtank.model.Toleration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Machines, their kubelets and the controllers of nodes, with a log of what is seen of them. */
public final class LiveCluster {
  /** Nanoseconds. */
  public static final long SECOND = 1_000_000_000L;

  /** Bytes. */
  public static final long GIB = 1L << 30;

  /** What there is. */
  public final Simulation simulation;

  public final ApiServer api;
  public final NodeLeases leases;
  public final PodsByNode podsByNode;
  public final Machines machines;
  public final ControllerManager manager = new ControllerManager();
  public final NodeLifecycleController lifecycle;

  /** What happened to nodes and pods, by the second. */
  public final List<String> log = new ArrayList<>();

  private final Set<String> cutOff = new TreeSet<>();
  private final Mailbox<Act> acts;

  private record Act(Runnable action) implements Message {
    @Override
    public long fingerprint() {
      return 0;
    }
  }

  private final class NodeLog implements Watcher<Node> {
    @Override
    public void onUpdate(Node oldNode, Node newNode) {
      for (NodeCondition condition : newNode.conditions()) {
        NodeCondition before = oldNode.condition(condition.type());
        if (before == null || before.status() != condition.status()) {
          boolean isUsual =
              before == null
                  && (condition.status() == NodeCondition.Status.FALSE
                      || condition.type().equals(NodeCondition.READY));
          if (!isUsual) {
            note(newNode.name() + " " + condition.type() + "=" + condition.status());
          }
        }
      }
      for (Taint taint : newNode.taints()) {
        if (!oldNode.taints().contains(taint)) {
          note(newNode.name() + " +" + shortly(taint));
        }
      }
      for (Taint taint : oldNode.taints()) {
        if (!newNode.taints().contains(taint)) {
          note(newNode.name() + " -" + shortly(taint));
        }
      }
    }

    private String shortly(Taint taint) {
      return taint.toString().replace("node.kubernetes.io/", "");
    }
  }

  private final class PodLog implements Watcher<Pod> {
    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (oldPod.phase() != newPod.phase()) {
        note(newPod.name() + " " + newPod.phase() + reason(newPod));
      } else if (!oldPod.reason().equals(newPod.reason())) {
        note(newPod.name() + reason(newPod));
      }
      if (oldPod.ready() != newPod.ready()) {
        note(newPod.name() + (newPod.ready() ? " ready" : " unready"));
      }
      if (!oldPod.isTerminating() && newPod.isTerminating()) {
        note(newPod.name() + " deleted");
      }
    }

    @Override
    public void onDelete(Pod pod) {
      note(pod.name() + " gone");
    }

    private String reason(Pod pod) {
      return pod.reason().isEmpty() ? "" : " " + pod.reason();
    }
  }

  /** A cluster of Kubernetes 1.34 whose containers start at once. */
  public LiveCluster() {
    this(
        1,
        NodeLeases.Mode.COMPUTED,
        NodeLifecycleOptions.of(KubernetesVersion.DEFAULT),
        MachineOptions.DEFAULT.withContainerStartNanos(0),
        UsageModel.NONE);
  }

  /** A cluster of Kubernetes 1.34 with other machines. */
  public LiveCluster(MachineOptions machineOptions, UsageModel usage) {
    this(
        1,
        NodeLeases.Mode.COMPUTED,
        NodeLifecycleOptions.of(KubernetesVersion.DEFAULT),
        machineOptions,
        usage);
  }

  /** A cluster. */
  public LiveCluster(
      long seed,
      NodeLeases.Mode mode,
      NodeLifecycleOptions options,
      MachineOptions machineOptions,
      UsageModel usage) {
    simulation = new Simulation(seed);
    api = new ApiServer(simulation);
    leases = new NodeLeases(simulation, mode);
    podsByNode = new PodsByNode("test-pods-by-node", api);
    acts = simulation.mailbox("test-acts", Phase.FAULT, act -> act.action().run());
    api.nodes().watch("test-log", 0, new NodeLog());
    api.pods().watch("test-log", 0, new PodLog());
    machines =
        new Machines(
            simulation,
            api,
            leases,
            podsByNode,
            node -> !cutOff.contains(node),
            usage,
            machineOptions);
    lifecycle = new NodeLifecycleController(simulation, api, leases, podsByNode, options, 0);
    manager.add(lifecycle.controller());
    manager.add(new TaintEvictionController(simulation, api, podsByNode, 0).controller());
    manager.add(new PodGarbageCollector(simulation, api, podsByNode, 3, 0).controller());
  }

  /** Notes something. */
  public void note(String what) {
    long tenths = simulation.now() / (SECOND / 10);
    log.add(tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + " " + what);
  }

  /** What was noted that contains one of these words. */
  public List<String> logOf(String... words) {
    return log.stream().filter(line -> List.of(words).stream().anyMatch(line::contains)).toList();
  }

  /** Does something at a time. */
  public void at(double seconds, Runnable action) {
    acts.sendAt((long) (seconds * SECOND), new Act(action));
  }

  /** Lets it run up to a time. */
  public void runTo(double seconds) {
    simulation.runUntil((long) (seconds * SECOND));
  }

  /** Cuts a node off from the API, or heals it. */
  public void cut(String node, boolean isCut) {
    if (isCut) {
      cutOff.add(node);
    } else {
      cutOff.remove(node);
    }
    machines.reachabilityChanged(node);
  }

  /** Adds a node of 10 CPUs and 10 GiB. */
  public void addNode(String name) {
    addNode(name, "");
  }

  /** Adds such a node in a zone. */
  public void addNode(String name, String zone) {
    ResourceList capacity =
        ResourceList.of(
            Map.of(ResourceNames.CPU, 10_000L, ResourceNames.MEMORY, 10 * GIB, "pods", 110L));
    Labels labels = zone.isEmpty() ? Labels.EMPTY : Labels.of(Labels.ZONE, zone);
    api.nodes().create(Node.builder(name, capacity).labels(labels).build()).orThrow();
  }

  /** One container of a tenth of a CPU. */
  public static Container container(String name) {
    return new Container(name, "", ResourceList.of(100, 0), ResourceList.EMPTY, List.of(), false);
  }

  /** A spec with one container. */
  public static PodSpec.Builder spec() {
    return PodSpec.builder().containers(List.of(container("main")));
  }

  /** Creates a pod on a node. */
  public Pod place(String name, String node, PodSpec.Builder spec, PodBehavior behavior) {
    Pod pod = Pod.builder(name, spec.build()).behavior(behavior).build();
    Pod stored = api.pods().create(pod).orThrow();
    return api.bind(stored, node, List.of()).orThrow();
  }

  /** Creates a plain pod on a node. */
  public Pod place(String name, String node) {
    return place(name, node, spec(), PodBehavior.DEFAULT);
  }

  /** Kubernetes' default tolerations, for so many seconds. */
  public static List<Toleration> tolerations(long seconds) {
    return List.of(
        new Toleration(Taint.NOT_READY, Toleration.Operator.EXISTS, "", null, seconds),
        new Toleration(Taint.UNREACHABLE, Toleration.Operator.EXISTS, "", null, seconds));
  }

  /** The stored version of a pod. */
  public Pod pod(String name) {
    Pod pod = api.pods().get("default/" + name);
    if (pod == null) {
      throw new AssertionError(name + " is gone");
    }
    return pod;
  }

  /** The stored version of a node. */
  public Node node(String name) {
    Node node = api.nodes().get(name);
    if (node == null) {
      throw new AssertionError(name + " is gone");
    }
    return node;
  }
}
