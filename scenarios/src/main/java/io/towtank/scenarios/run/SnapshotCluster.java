package io.towtank.scenarios.run;

import io.towtank.api.ApiServer;
import io.towtank.api.ObjectStore;
import io.towtank.api.WriteResult;
import io.towtank.model.ApiObject;
import io.towtank.model.Labels;
import io.towtank.model.Namespace;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.PodPhase;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.kubernetes.ClusterSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A cluster that begins as a snapshot shows it: bound pods are there from the start and go on
 * running, pending ones arrive at time 0 in the order in which they were made.
 */
final class SnapshotCluster {
  /** Label that Kubernetes gives every namespace. Source: Kubernetes docs, "Well-Known Labels". */
  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private static final Comparator<Pod> OLDEST_FIRST =
      Comparator.comparingLong(
              (Pod pod) -> pod.createdNanos() == Pod.NEVER ? 0 : pod.createdNanos())
          .thenComparing(Pod::key);

  private final String file;
  private final ClusterSnapshot snapshot;
  private final List<String> warnings;
  private final List<Pod> bound = new ArrayList<>();
  private final List<Pod> pending = new ArrayList<>();
  private final SortedMap<String, Long> dropped = new TreeMap<>();

  private SnapshotCluster(Path file, ClusterSnapshot snapshot) {
    this.file = String.valueOf(file.getFileName());
    this.snapshot = snapshot;
    warnings = new ArrayList<>(snapshot.warnings());
    sort();
    pending.sort(OLDEST_FIRST);
  }

  /**
   * The cluster of a file.
   *
   * @param withControllers whether what controllers keep true is read, too
   */
  static SnapshotCluster read(Path file, boolean withControllers) {
    return new SnapshotCluster(
        file,
        withControllers ? ClusterSnapshot.readWithControllers(file) : ClusterSnapshot.read(file));
  }

  private void sort() {
    Set<String> nodes = new HashSet<>();
    snapshot.nodes().forEach(node -> nodes.add(node.name()));
    Set<String> classes = new HashSet<>(Set.of("system-cluster-critical", "system-node-critical"));
    snapshot.priorityClasses().forEach(priorityClass -> classes.add(priorityClass.name()));
    long classesMissing = 0;
    for (Pod pod : snapshot.pods()) {
      String priorityClass = pod.spec().priorityClassName();
      Pod.Builder draft = pod.toBuilder();
      if (!priorityClass.isEmpty() && !classes.contains(priorityClass)) {
        if (pod.spec().priority() == null) {
          throw new InputException(
              file
                  + ": Pod "
                  + pod.key()
                  + ": spec.priorityClassName: there is no PriorityClass '"
                  + priorityClass
                  + "' in the snapshot, nor does spec.priority say what it stands for");
        }
        classesMissing++;
        draft.spec(pod.spec().toBuilder().priorityClassName("").build());
      }
      if (!nodes.contains(pod.nominatedNodeName())) {
        draft.nominatedNodeName("");
      }
      sort(draft.build(), nodes);
    }
    if (classesMissing > 0) {
      warnings.add(
          file
              + ": pods name priority classes that are not in it; their own spec.priority counts: "
              + classesMissing);
    }
    for (String reason : dropped.keySet()) {
      warnings.add(file + ": " + reason + ", left out: " + dropped.get(reason));
    }
  }

  private void sort(Pod pod, Set<String> nodes) {
    if (pod.phase().isTerminal()) {
      dropped.merge("pods that have ended", 1L, Long::sum);
    } else if (!pod.isBound() && pod.isTerminating()) {
      dropped.merge("pods told to end before they had a node", 1L, Long::sum);
    } else if (!pod.isBound()) {
      pending.add(pod.toBuilder().startedNanos(Pod.NEVER).build());
    } else if (nodes.contains(pod.nodeName())) {
      bound.add(asItStands(pod));
    } else {
      dropped.merge("pods on nodes that are not in it", 1L, Long::sum);
    }
  }

  /** A pod whose containers do not run yet starts once more; one that was told to end, ends. */
  private static Pod asItStands(Pod pod) {
    boolean runs = pod.phase() == PodPhase.RUNNING;
    return pod.toBuilder()
        .startedNanos(runs ? pod.startedNanos() : Pod.NEVER)
        .nominatedNodeName("")
        .build();
  }

  List<Node> nodes() {
    return snapshot.nodes();
  }

  /** What of the file has no effect. */
  List<String> warnings() {
    return warnings;
  }

  /** Pods that need a node, as arrivals at time 0. */
  List<PodArrival> pending() {
    return pending.stream().map(pod -> new PodArrival(0, pod)).toList();
  }

  /** How many pods have a node. */
  int boundCount() {
    return bound.size();
  }

  /** Refuses a file without pods to run or to schedule. */
  void requirePods() {
    if (bound.isEmpty() && pending.isEmpty()) {
      StringBuilder leftOut = new StringBuilder();
      dropped.forEach(
          (reason, count) ->
              leftOut.append("; left out: ").append(reason).append(": ").append(count));
      throw new InputException(
          file + ": found no pod, expected some that are pending or run on its nodes" + leftOut);
    }
  }

  /** All pods that there will be, as arrivals at time 0. */
  List<PodArrival> pods() {
    List<PodArrival> all = new ArrayList<>();
    bound.forEach(pod -> all.add(new PodArrival(0, pod)));
    all.addAll(pending());
    return all;
  }

  /** Says of pods that wait for another scheduler that they will wait for ever. */
  List<String> warningsOfSchedulers(Set<String> schedulerNames) {
    SortedMap<String, Long> others = new TreeMap<>();
    for (Pod pod : pending) {
      if (!schedulerNames.contains(pod.spec().schedulerName())) {
        others.merge(pod.spec().schedulerName(), 1L, Long::sum);
      }
    }
    List<String> told = new ArrayList<>();
    others.forEach(
        (name, count) ->
            told.add(
                file
                    + ": pending pods of the scheduler '"
                    + name
                    + "', which is not simulated, stay pending: "
                    + count));
    return told;
  }

  /** Counts every object of the file. */
  void account(TraceAccounts accounts) {
    snapshot
        .skippedByKind()
        .forEach((kind, count) -> drop(accounts, "objects of kind " + kind, count));
    long pods = 0;
    for (String reason : dropped.keySet()) {
      drop(accounts, reason, dropped.get(reason));
      pods += dropped.get(reason);
    }
    for (long i = pods; i < snapshot.objectsUsed(); i++) {
      accounts.use();
    }
  }

  private static void drop(TraceAccounts accounts, String reason, long count) {
    for (long i = 0; i < count; i++) {
      accounts.drop(reason);
    }
  }

  /** Lets bound pods be created in the order of their age, too. */
  void sortBound() {
    bound.sort(OLDEST_FIRST);
  }

  /** Creates everything but nodes, which are there already, and pending pods, which arrive. */
  void create(ApiServer api) {
    createNamespaces(api);
    snapshot.priorityClasses().forEach(object -> put(api.priorityClasses(), object));
    snapshot.storageClasses().forEach(object -> put(api.storageClasses(), object));
    snapshot.csiNodes().forEach(object -> put(api.csiNodes(), object));
    snapshot.persistentVolumes().forEach(object -> put(api.persistentVolumes(), object));
    snapshot.persistentVolumeClaims().forEach(object -> put(api.persistentVolumeClaims(), object));
    snapshot.services().forEach(object -> put(api.services(), object));
    snapshot.replicationControllers().forEach(object -> put(api.replicationControllers(), object));
    snapshot.replicaSets().forEach(object -> put(api.replicaSets(), object));
    snapshot.statefulSets().forEach(object -> put(api.statefulSets(), object));
    snapshot.podDisruptionBudgets().forEach(object -> put(api.podDisruptionBudgets(), object));
    snapshot.controllerObjects().deployments().forEach(object -> put(api.deployments(), object));
    snapshot.controllerObjects().daemonSets().forEach(object -> put(api.daemonSets(), object));
    snapshot.controllerObjects().jobs().forEach(object -> put(api.jobs(), object));
    snapshot.controllerObjects().cronJobs().forEach(object -> put(api.cronJobs(), object));
    snapshot.controllerObjects().limitRanges().forEach(object -> put(api.limitRanges(), object));
    bound.forEach(pod -> put(api.pods(), pod));
    snapshot
        .controllerObjects()
        .resourceQuotas()
        .forEach(object -> put(api.resourceQuotas(), object));
  }

  private void createNamespaces(ApiServer api) {
    snapshot.namespaces().forEach(object -> put(api.namespaces(), object));
    Set<String> missing = new TreeSet<>();
    for (Pod pod : snapshot.pods()) {
      if (api.namespaces().get(pod.namespace()) == null) {
        missing.add(pod.namespace());
      }
    }
    for (String name : missing) {
      put(api.namespaces(), new Namespace(name, Labels.of(NAMESPACE_NAME, name), 0));
    }
  }

  private <T extends ApiObject<T>> void put(ObjectStore<T> store, T object) {
    T known = store.get(object.key());
    WriteResult<T> result =
        known == null
            ? store.create(object)
            : store.replace(object.withResourceVersion(known.resourceVersion()));
    if (!result.isOk()) {
      throw new InputException(
          file + ": " + store.kind() + " " + object.key() + ": " + result.message());
    }
  }
}
