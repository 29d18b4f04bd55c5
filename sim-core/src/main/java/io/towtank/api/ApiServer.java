package io.towtank.api;

import io.towtank.kernel.Simulation;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.Labels;
import io.towtank.model.Namespace;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PriorityClass;
import java.util.List;

/** The cluster's API: one store for each kind, one sequence of versions over all. */
public final class ApiServer {
  private final Simulation simulation;
  private final ObjectStore<Node> nodes;
  private final ObjectStore<Pod> pods;
  private final ObjectStore<Namespace> namespaces;
  private final ObjectStore<PriorityClass> priorityClasses;
  private long lastVersion;
  private long lastPodUid;

  /** An API with nothing in it but the default namespace and Kubernetes' own priority classes. */
  public ApiServer(Simulation simulation) {
    this.simulation = simulation;
    WatchDispatcher dispatcher = new WatchDispatcher();
    nodes = new ObjectStore<>("Node", simulation, dispatcher, this::nextVersion);
    pods = new ObjectStore<>("Pod", simulation, dispatcher, this::nextVersion);
    namespaces = new ObjectStore<>("Namespace", simulation, dispatcher, this::nextVersion);
    priorityClasses = new ObjectStore<>("PriorityClass", simulation, dispatcher, this::nextVersion);
    pods.addAdmission(this::register);
    pods.addAdmission(new RequestDefaultsAdmission());
    pods.addAdmission(new PriorityAdmission(priorityClasses));
    namespaces.create(new Namespace(Namespace.DEFAULT, Labels.EMPTY, 0)).orThrow();
  }

  /** Nodes. */
  public ObjectStore<Node> nodes() {
    return nodes;
  }

  /** Pods; the store gives each its uid, its time of creation and its priority. */
  public ObjectStore<Pod> pods() {
    return pods;
  }

  /** Namespaces. */
  public ObjectStore<Namespace> namespaces() {
    return namespaces;
  }

  /** Priority classes. */
  public ObjectStore<PriorityClass> priorityClasses() {
    return priorityClasses;
  }

  /**
   * Binds a pod to a node; Kubernetes' {@code pods/binding}. Conflicts if the pod is bound already,
   * is ending, or is another pod of the same name.
   */
  public WriteResult<Pod> bind(Pod pod, String nodeName, List<DeviceAllocation> devices) {
    Pod stored = pods.get(pod.key());
    if (stored == null || stored.uid() != pod.uid()) {
      return WriteResult.failed(WriteResult.Code.NOT_FOUND, "pod " + pod.key() + " is gone");
    }
    if (stored.isBound() || stored.deletionNanos() != Pod.NEVER) {
      return WriteResult.failed(
          WriteResult.Code.CONFLICT, "pod " + pod.key() + " is bound or ending already");
    }
    if (nodes.get(nodeName) == null) {
      return WriteResult.failed(WriteResult.Code.NOT_FOUND, "node " + nodeName + " is gone");
    }
    return pods.update(
        pod.key(),
        current ->
            current.toBuilder()
                .nodeName(nodeName)
                .devices(devices)
                .boundNanos(simulation.now())
                .reason("")
                .build());
  }

  private Pod register(Pod draft) throws Admission.Refused {
    if (namespaces.get(draft.namespace()) == null) {
      throw new Admission.Refused("namespace " + draft.namespace() + " does not exist");
    }
    return draft.toBuilder().uid(++lastPodUid).createdNanos(simulation.now()).build();
  }

  private long nextVersion() {
    return ++lastVersion;
  }
}
