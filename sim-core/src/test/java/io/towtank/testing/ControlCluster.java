package io.towtank.testing;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.control.ControlContext;
import io.towtank.control.ControlOptions;
import io.towtank.control.EndpointsController;
import io.towtank.control.ReplicaSetController;
import io.towtank.control.ReplicationManager;
import io.towtank.control.daemon.DaemonSetController;
import io.towtank.control.deployment.DeploymentController;
import io.towtank.control.disruption.DisruptionController;
import io.towtank.control.runtime.ControllerManager;
import io.towtank.control.stateful.StatefulSetController;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.Deployment;
import io.towtank.model.DeploymentSpec;
import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodSpec;
import io.towtank.model.PodTemplate;
import io.towtank.model.ReplicaSet;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * An API with the controllers of services, and a stand-in for scheduler and kubelets: {@link
 * QuickNodes}.
 */
public final class ControlCluster {
  /** Nanoseconds. */
  public static final long SECOND = 1_000_000_000L;

  public final Simulation simulation;
  public final ApiServer api;
  public final ControllerManager manager = new ControllerManager();
  public final QuickNodes nodes;

  private final Mailbox<Act> acts;

  private record Act(Runnable action) implements Message {
    @Override
    public long fingerprint() {
      return 0;
    }
  }

  /** A cluster of three nodes whose controllers run. */
  public ControlCluster() {
    this(1, ControlOptions.DEFAULT);
  }

  /** A cluster of three nodes whose controllers run. */
  public ControlCluster(long seed, ControlOptions options) {
    simulation = new Simulation(seed);
    api = new ApiServer(simulation);
    acts = simulation.mailbox("test-acts", Phase.FAULT, act -> act.action().run());
    ControlContext context = ControlContext.of(simulation, api, options);
    manager.add(new ReplicaSetController(context).controller());
    manager.add(new ReplicationManager(context).controller());
    manager.add(new DeploymentController(context).controller());
    manager.add(new StatefulSetController(context).controller());
    manager.add(new DaemonSetController(context).controller());
    manager.add(new DisruptionController(context).controller());
    manager.add(
        new EndpointsController(context, EndpointsController.PROPAGATION_NANOS).controller());
    nodes = new QuickNodes(simulation, api);
    for (int i = 1; i <= 3; i++) {
      addNode("node-" + i, Labels.EMPTY);
    }
    manager.start();
  }

  /** Adds a node. */
  public void addNode(String name, Labels labels) {
    ResourceList capacity =
        ResourceList.of(
            Map.of(ResourceNames.CPU, 64_000L, ResourceNames.MEMORY, 1L << 36, "pods", 500L));
    api.nodes().create(Node.builder(name, capacity).labels(labels).build()).orThrow();
  }

  /** Does something at a time. */
  public void at(double seconds, Runnable action) {
    acts.sendAt((long) (seconds * SECOND), new Act(action));
  }

  /** Lets it run up to a time. */
  public void runTo(double seconds) {
    simulation.runUntil((long) (seconds * SECOND));
  }

  /** A selector on {@code app}. */
  public static LabelSelector selector(String app) {
    return LabelSelector.ofLabels(Labels.of("app", app));
  }

  /** A template of a version: its pods are told apart by the label {@code version}. */
  public static PodTemplate template(String app, String version) {
    return template(app, version, PodBehavior.DEFAULT);
  }

  /** A template of a version whose pods never become ready. */
  public static PodTemplate brokenTemplate(String app, String version) {
    return template(
        app,
        version,
        new PodBehavior(
            Pod.NEVER,
            0,
            0,
            new PodBehavior.FailureModel(1, Pod.NEVER, PodBehavior.FailureModel.ALL),
            0));
  }

  private static PodTemplate template(String app, String version, PodBehavior behavior) {
    return new PodTemplate(
        Labels.of(Map.of("app", app, "version", version)),
        PodSpec.builder().requests(ResourceList.of(100, 1 << 20)).build(),
        behavior);
  }

  /** Tells of every change of a pod, and of every one that is gone. */
  public void onPods(Runnable action) {
    api.pods()
        .watch(
            "test",
            0,
            new Watcher<Pod>() {
              @Override
              public void onAdd(Pod pod) {
                action.run();
              }

              @Override
              public void onUpdate(Pod oldPod, Pod newPod) {
                action.run();
              }

              @Override
              public void onDelete(Pod pod) {
                action.run();
              }
            });
  }

  /** Pods that fit, oldest first. */
  public List<Pod> pods(Predicate<Pod> predicate) {
    List<Pod> pods = new ArrayList<>(api.pods().list());
    pods.removeIf(predicate.negate());
    pods.sort((a, b) -> Long.compare(a.uid(), b.uid()));
    return pods;
  }

  /** Names of all pods, sorted. */
  public List<String> podNames() {
    return api.pods().list().stream().map(Pod::name).sorted().toList();
  }

  /** Pods that are not ending, by the label {@code version}. */
  public Map<String, Integer> versions() {
    Map<String, Integer> versions = new TreeMap<>();
    for (Pod pod : api.pods().list()) {
      if (!pod.isTerminating() && !pod.phase().isTerminal()) {
        versions.merge(String.valueOf(pod.labels().get("version")), 1, Integer::sum);
      }
    }
    return versions;
  }

  /** Pods that each replica set wants, by the version of its template. */
  public Map<String, Integer> wantedByVersion() {
    Map<String, Integer> wanted = new TreeMap<>();
    for (ReplicaSet set : api.replicaSets().list()) {
      wanted.put(String.valueOf(set.meta().labels().get("version")), set.spec().replicas());
    }
    return wanted;
  }

  /** The stored deployment. */
  public Deployment deployment(String name) {
    Deployment deployment = api.deployments().get("default/" + name);
    if (deployment == null) {
      throw new AssertionError(name + " is gone");
    }
    return deployment;
  }

  /** Declares a deployment otherwise. */
  public void declare(String name, Consumer<DeploymentSpec.Builder> change) {
    api.deployments()
        .update(
            "default/" + name,
            deployment -> {
              DeploymentSpec.Builder spec = deployment.spec().toBuilder();
              change.accept(spec);
              return deployment.withSpec(spec.build());
            })
        .orThrow();
  }
}
