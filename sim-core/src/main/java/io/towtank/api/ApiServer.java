package io.towtank.api;

import io.towtank.kernel.Simulation;
import io.towtank.model.ApiObject;
import io.towtank.model.ControllerRevision;
import io.towtank.model.CronJob;
import io.towtank.model.CsiNode;
import io.towtank.model.DaemonSet;
import io.towtank.model.Deployment;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.Endpoints;
import io.towtank.model.Job;
import io.towtank.model.Labels;
import io.towtank.model.Lease;
import io.towtank.model.LimitRange;
import io.towtank.model.Namespace;
import io.towtank.model.Node;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PriorityClass;
import io.towtank.model.ReplicaSet;
import io.towtank.model.ReplicationController;
import io.towtank.model.ResourceQuota;
import io.towtank.model.Service;
import io.towtank.model.StatefulSet;
import io.towtank.model.StorageClass;
import java.util.List;

/** The cluster's API: one store for each kind, one sequence of versions over all. */
public final class ApiServer {
  private final Simulation simulation;
  private final ObjectStore<Node> nodes;
  private final ObjectStore<Pod> pods;
  private final ObjectStore<Namespace> namespaces;
  private final ObjectStore<PriorityClass> priorityClasses;
  private final ObjectStore<Service> services;
  private final ObjectStore<ReplicaSet> replicaSets;
  private final ObjectStore<ReplicationController> replicationControllers;
  private final ObjectStore<StatefulSet> statefulSets;
  private final ObjectStore<PodDisruptionBudget> podDisruptionBudgets;
  private final ObjectStore<PersistentVolume> persistentVolumes;
  private final ObjectStore<PersistentVolumeClaim> persistentVolumeClaims;
  private final ObjectStore<StorageClass> storageClasses;
  private final ObjectStore<CsiNode> csiNodes;
  private final ObjectStore<Deployment> deployments;
  private final ObjectStore<DaemonSet> daemonSets;
  private final ObjectStore<Job> jobs;
  private final ObjectStore<CronJob> cronJobs;
  private final ObjectStore<ControllerRevision> controllerRevisions;
  private final ObjectStore<Endpoints> endpoints;
  private final ObjectStore<ResourceQuota> resourceQuotas;
  private final ObjectStore<LimitRange> limitRanges;
  private final ObjectStore<Lease> leases;
  private final WatchDispatcher dispatcher = new WatchDispatcher();
  private long lastVersion;
  private long lastPodUid;

  /** An API with nothing in it but the default namespace and Kubernetes' own priority classes. */
  public ApiServer(Simulation simulation) {
    this.simulation = simulation;
    nodes = store("Node");
    pods = store("Pod");
    namespaces = store("Namespace");
    priorityClasses = store("PriorityClass");
    services = store("Service");
    replicaSets = store("ReplicaSet");
    replicationControllers = store("ReplicationController");
    statefulSets = store("StatefulSet");
    podDisruptionBudgets = store("PodDisruptionBudget");
    persistentVolumes = store("PersistentVolume");
    persistentVolumeClaims = store("PersistentVolumeClaim");
    storageClasses = store("StorageClass");
    csiNodes = store("CSINode");
    deployments = store("Deployment");
    daemonSets = store("DaemonSet");
    jobs = store("Job");
    cronJobs = store("CronJob");
    controllerRevisions = store("ControllerRevision");
    endpoints = store("Endpoints");
    resourceQuotas = store("ResourceQuota");
    limitRanges = store("LimitRange");
    leases = store("Lease");
    pods.addAdmission(this::register);
    pods.addAdmission(new RequestDefaultsAdmission());
    pods.addAdmission(new LabelKeysAdmission());
    pods.addAdmission(new PriorityAdmission(priorityClasses));
    namespaces.create(new Namespace(Namespace.DEFAULT, Labels.EMPTY, 0)).orThrow();
  }

  private <T extends ApiObject<T>> ObjectStore<T> store(String kind) {
    return new ObjectStore<>(kind, simulation, dispatcher, this::nextVersion);
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

  /** Services. */
  public ObjectStore<Service> services() {
    return services;
  }

  /** Replica sets. */
  public ObjectStore<ReplicaSet> replicaSets() {
    return replicaSets;
  }

  /** Replication controllers. */
  public ObjectStore<ReplicationController> replicationControllers() {
    return replicationControllers;
  }

  /** Stateful sets. */
  public ObjectStore<StatefulSet> statefulSets() {
    return statefulSets;
  }

  /** Pod disruption budgets. */
  public ObjectStore<PodDisruptionBudget> podDisruptionBudgets() {
    return podDisruptionBudgets;
  }

  /** Persistent volumes. */
  public ObjectStore<PersistentVolume> persistentVolumes() {
    return persistentVolumes;
  }

  /** Persistent volume claims. */
  public ObjectStore<PersistentVolumeClaim> persistentVolumeClaims() {
    return persistentVolumeClaims;
  }

  /** Storage classes. */
  public ObjectStore<StorageClass> storageClasses() {
    return storageClasses;
  }

  /** Storage drivers of the nodes. */
  public ObjectStore<CsiNode> csiNodes() {
    return csiNodes;
  }

  /** Deployments. */
  public ObjectStore<Deployment> deployments() {
    return deployments;
  }

  /** Daemon sets. */
  public ObjectStore<DaemonSet> daemonSets() {
    return daemonSets;
  }

  /** Jobs. */
  public ObjectStore<Job> jobs() {
    return jobs;
  }

  /** Cron jobs. */
  public ObjectStore<CronJob> cronJobs() {
    return cronJobs;
  }

  /** Templates of stateful sets and daemon sets, old and new. */
  public ObjectStore<ControllerRevision> controllerRevisions() {
    return controllerRevisions;
  }

  /** Pods that services send requests to. */
  public ObjectStore<Endpoints> endpoints() {
    return endpoints;
  }

  /** Resource quotas. */
  public ObjectStore<ResourceQuota> resourceQuotas() {
    return resourceQuotas;
  }

  /** Limit ranges. */
  public ObjectStore<LimitRange> limitRanges() {
    return limitRanges;
  }

  /** Leases. */
  public ObjectStore<Lease> leases() {
    return leases;
  }

  /**
   * Asks a pod to end: one without a node, or with no grace, is gone at once; another gets its time
   * of deletion, and whoever runs it removes it when the grace is over. A second request can only
   * shorten the grace.
   */
  public WriteResult<Pod> deletePod(Pod pod, long graceNanos) {
    Pod stored = pods.get(pod.key());
    if (stored == null || stored.uid() != pod.uid()) {
      return WriteResult.failed(WriteResult.Code.NOT_FOUND, "pod " + pod.key() + " is gone");
    }
    if (graceNanos <= 0 || !stored.isActiveOnNode()) {
      return pods.delete(pod.key());
    }
    long end = simulation.now() + graceNanos;
    if (stored.isTerminating() && stored.deletionNanos() + stored.deletionGraceNanos() <= end) {
      return WriteResult.ok(stored);
    }
    return pods.update(
        pod.key(),
        current ->
            current.toBuilder()
                .deletionNanos(current.isTerminating() ? current.deletionNanos() : simulation.now())
                .deletionGraceNanos(
                    current.isTerminating() ? end - current.deletionNanos() : graceNanos)
                .build());
  }

  /**
   * Binds a pod to a node; Kubernetes' {@code pods/binding}. Conflicts if the pod is bound already,
   * is ending, or is another pod of the same name. As in Kubernetes, nobody asks whether there is
   * such a node: it may have gone while the pod was on its way there.
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
