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
import io.towtank.model.MetaObject;
import io.towtank.model.Namespace;
import io.towtank.model.Node;
import io.towtank.model.ObjectMeta;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PriorityClass;
import io.towtank.model.Propagation;
import io.towtank.model.ReplicaSet;
import io.towtank.model.ReplicationController;
import io.towtank.model.ResourceQuota;
import io.towtank.model.Service;
import io.towtank.model.StatefulSet;
import io.towtank.model.StorageClass;
import java.util.ArrayList;
import java.util.List;

/** The cluster's API: one store for each kind, one sequence of versions over all. */
public final class ApiServer {
  /**
   * How long pods tolerate a node that is not ready or not reachable. Source: kube-apiserver v1.34,
   * {@code --default-not-ready-toleration-seconds}.
   */
  public static final long DEFAULT_TOLERATION_SECONDS = 300;

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
  private final List<Runnable> modeListeners = new ArrayList<>();
  private final WatchDispatcher dispatcher = new WatchDispatcher();
  private final Availability availability = new Availability();
  private final DefaultTolerationsAdmission defaultTolerations = new DefaultTolerationsAdmission();
  private final Evictions evictions;
  private long lastVersion;
  private long lastPodUid;
  private long lastObjectUid;

  /** An API with nothing in it but the default namespace and Kubernetes' own priority classes. */
  public ApiServer(Simulation simulation) {
    this.simulation = simulation;
    nodes = store("Node");
    pods = store("Pod");
    namespaces = store("Namespace");
    priorityClasses = store("PriorityClass");
    services = store("Service");
    replicaSets = metaStore("ReplicaSet");
    replicationControllers = metaStore("ReplicationController");
    statefulSets = metaStore("StatefulSet");
    podDisruptionBudgets = metaStore("PodDisruptionBudget");
    persistentVolumes = store("PersistentVolume");
    persistentVolumeClaims = store("PersistentVolumeClaim");
    storageClasses = store("StorageClass");
    csiNodes = store("CSINode");
    deployments = namespacedStore("Deployment");
    daemonSets = namespacedStore("DaemonSet");
    jobs = namespacedStore("Job");
    cronJobs = namespacedStore("CronJob");
    controllerRevisions = namespacedStore("ControllerRevision");
    endpoints = store("Endpoints");
    resourceQuotas = namespacedStore("ResourceQuota");
    limitRanges = namespacedStore("LimitRange");
    leases = store("Lease");
    pods.addAdmission(this::register);
    pods.addAdmission(new RequestDefaultsAdmission());
    pods.addAdmission(new LimitRangeAdmission(limitRanges));
    pods.addAdmission(new LabelKeysAdmission());
    pods.addAdmission(new PriorityAdmission(priorityClasses));
    pods.addAdmission(defaultTolerations);
    ResourceQuotaAdmission quotaAdmission = new ResourceQuotaAdmission(resourceQuotas, pods);
    pods.addAdmission(quotaAdmission);
    countObjects(quotaAdmission.counts());
    evictions = new Evictions(this, simulation);
    namespaces.create(new Namespace(Namespace.DEFAULT, Labels.EMPTY, 0)).orThrow();
  }

  private void countObjects(ObjectCounts counts) {
    counts.add(pods, "count/pods");
    counts.add(services, "count/services", "services");
    counts.add(replicationControllers, "count/replicationcontrollers", "replicationcontrollers");
    counts.add(persistentVolumeClaims, "count/persistentvolumeclaims", "persistentvolumeclaims");
    counts.add(resourceQuotas, "count/resourcequotas", "resourcequotas");
    counts.add(limitRanges, "count/limitranges");
    counts.add(deployments, "count/deployments.apps");
    counts.add(replicaSets, "count/replicasets.apps");
    counts.add(statefulSets, "count/statefulsets.apps");
    counts.add(daemonSets, "count/daemonsets.apps");
    counts.add(controllerRevisions, "count/controllerrevisions.apps");
    counts.add(jobs, "count/jobs.batch");
    counts.add(cronJobs, "count/cronjobs.batch");
    counts.add(podDisruptionBudgets, "count/poddisruptionbudgets.policy");
  }

  /** Who can do what with the API. */
  public enum Mode {
    /** All is well. */
    UP,
    /** Its store has no quorum: reads and watches go on, and every write is refused. */
    READ_ONLY,
    /** Nobody hears it: writes are refused, and clients that ask {@link #isReachable} stop. */
    DOWN
  }

  private <T extends ApiObject<T>> ObjectStore<T> store(String kind) {
    return new ObjectStore<>(
        kind,
        simulation,
        dispatcher,
        this::nextVersion,
        availability,
        (stored, changed) -> changed);
  }

  private <T extends MetaObject<T>> ObjectStore<T> metaStore(String kind) {
    ObjectStore<T> store =
        new ObjectStore<>(
            kind, simulation, dispatcher, this::nextVersion, availability, ApiServer::nextOf);
    store.addAdmission(
        draft -> draft.withMeta(draft.meta().stored(++lastObjectUid, simulation.now())));
    return store;
  }

  private <T extends MetaObject<T>> ObjectStore<T> namespacedStore(String kind) {
    ObjectStore<T> store = metaStore(kind);
    store.addAdmission(
        draft -> {
          requireNamespace(draft.namespace());
          return draft;
        });
    return store;
  }

  /**
   * What is declared otherwise, or is to go, is of another generation. Source: Kubernetes v1.34,
   * {@code PrepareForUpdate} of the kinds, {@code BeforeDelete}.
   */
  private static <T extends MetaObject<T>> T nextOf(T stored, T changed) {
    ObjectMeta before = stored.meta();
    boolean same =
        stored.spec().equals(changed.spec()) && before.isDeleted() == changed.meta().isDeleted();
    return changed.withMeta(
        changed
            .meta()
            .inNextVersionOf(before, same ? before.generation() : before.generation() + 1));
  }

  /** Who can do what with it now. */
  public Mode mode() {
    return availability.mode();
  }

  /** Sets who can do what with it from now on; what is on its way to watchers still arrives. */
  public void setMode(Mode mode) {
    if (mode != availability.mode()) {
      availability.setMode(mode);
      modeListeners.forEach(Runnable::run);
    }
  }

  /** Adds one who is called whenever the mode has changed, after those there are. */
  public void addModeListener(Runnable listener) {
    modeListeners.add(listener);
  }

  /** Whether clients can read and watch. */
  public boolean isReachable() {
    return mode() != Mode.DOWN;
  }

  /**
   * Makes pods that are created from now on tolerate, for a time, that their node is not ready or
   * not reachable, unless they say themselves whether they do. Kubernetes' default is {@link
   * #DEFAULT_TOLERATION_SECONDS}; an API does not do it before it is told to.
   */
  public void setDefaultTolerationSeconds(long notReadySeconds, long unreachableSeconds) {
    defaultTolerations.enable(notReadySeconds, unreachableSeconds);
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
    if (!availability.isWritable()) {
      return availability.refusal();
    }
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
   * Asks for a pod to be evicted; Kubernetes' {@code pods/eviction}. The pod is deleted with this
   * grace if its disruption budget allows it, and the budget notes it; else the result is {@code
   * TOO_MANY_REQUESTS} and names the budget. A pod in more than one budget is refused.
   */
  public WriteResult<Pod> evict(Pod pod, long graceNanos) {
    return evictions.evict(pod, graceNanos);
  }

  /**
   * Deletes an object that may own others. In the background it is gone at once; otherwise, and
   * while it has finalizers, it only gets its time of deletion, and is gone when {@link
   * #removeFinalizer} takes the last of them.
   *
   * @param store the store of its kind
   */
  public <T extends MetaObject<T>> WriteResult<T> delete(
      ObjectStore<T> store, String key, Propagation propagation) {
    T stored = store.get(key);
    if (stored == null
        || (propagation == Propagation.BACKGROUND && stored.meta().finalizers().isEmpty())) {
      return store.delete(key);
    }
    return store.update(
        key,
        current -> {
          ObjectMeta meta =
              switch (propagation) {
                case BACKGROUND -> current.meta();
                case FOREGROUND -> current.meta().withFinalizer(ObjectMeta.FOREGROUND_DELETION);
                case ORPHAN -> current.meta().withFinalizer(ObjectMeta.ORPHAN);
              };
          return current.withMeta(meta.isDeleted() ? meta : meta.deleted(simulation.now()));
        });
  }

  /** Takes a finalizer off an object, which is gone if it was to be deleted and has none left. */
  public <T extends MetaObject<T>> WriteResult<T> removeFinalizer(
      ObjectStore<T> store, String key, String finalizer) {
    T stored = store.get(key);
    if (stored != null) {
      ObjectMeta rest = stored.meta().withoutFinalizer(finalizer);
      if (rest.isDeleted() && rest.finalizers().isEmpty()) {
        return store.delete(key);
      }
    }
    return store.update(
        key, current -> current.withMeta(current.meta().withoutFinalizer(finalizer)));
  }

  /**
   * Binds a pod to a node; Kubernetes' {@code pods/binding}. Conflicts if the pod is bound already,
   * is ending, or is another pod of the same name. As in Kubernetes, nobody asks whether there is
   * such a node: it may have gone while the pod was on its way there.
   */
  public WriteResult<Pod> bind(Pod pod, String nodeName, List<DeviceAllocation> devices) {
    if (!availability.isWritable()) {
      return availability.refusal();
    }
    Pod stored = pods.get(pod.key());
    if (stored == null || stored.uid() != pod.uid()) {
      return WriteResult.failed(WriteResult.Code.NOT_FOUND, "pod " + pod.key() + " is gone");
    }
    if (stored.isBound() || stored.deletionNanos() != Pod.NEVER) {
      return WriteResult.failed(
          WriteResult.Code.CONFLICT, "pod " + pod.key() + " is bound or ending already");
    }
    return pods.edit(
        pod.key(),
        current ->
            current.toBuilder()
                .nodeName(nodeName)
                .devices(devices)
                .boundNanos(simulation.now())
                .reason(""));
  }

  private Pod register(Pod draft) throws Admission.Refused {
    requireNamespace(draft.namespace());
    return draft.toBuilder().uid(++lastPodUid).createdNanos(simulation.now()).build();
  }

  private void requireNamespace(String namespace) throws Admission.Refused {
    if (namespaces.get(namespace) == null) {
      throw new Admission.Refused("namespace " + namespace + " does not exist");
    }
  }

  private long nextVersion() {
    return ++lastVersion;
  }
}
