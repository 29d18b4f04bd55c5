package io.towtank.workloads.kubernetes;

import io.towtank.model.CsiNode;
import io.towtank.model.Namespace;
import io.towtank.model.Node;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PriorityClass;
import io.towtank.model.ReplicaSet;
import io.towtank.model.ReplicationController;
import io.towtank.model.Service;
import io.towtank.model.StatefulSet;
import io.towtank.model.StorageClass;
import io.towtank.text.InputException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cluster as it stood at one moment, as {@code kubectl get nodes,pods,… -A -o yaml|json} prints
 * it; each list in the order of the file.
 *
 * @param timeZero simulation time 0: the newest time found in the file, so that reading it again
 *     gives the same; the beginning of 1970 where there is none
 * @param pods all pods, those that have ended too
 * @param controllerObjects what controllers keep true; empty where only what scheduling needs was
 *     read
 * @param skippedByKind number of objects of each kind that is not simulated
 * @param warnings what of the file has no effect
 */
public record ClusterSnapshot(
    Instant timeZero,
    List<Node> nodes,
    List<Pod> pods,
    List<Namespace> namespaces,
    List<PriorityClass> priorityClasses,
    List<Service> services,
    List<ReplicaSet> replicaSets,
    List<ReplicationController> replicationControllers,
    List<StatefulSet> statefulSets,
    List<PodDisruptionBudget> podDisruptionBudgets,
    List<PersistentVolume> persistentVolumes,
    List<PersistentVolumeClaim> persistentVolumeClaims,
    List<StorageClass> storageClasses,
    List<CsiNode> csiNodes,
    ControllerObjects controllerObjects,
    SortedMap<String, Long> skippedByKind,
    List<String> warnings) {
  /** Copies the lists. */
  public ClusterSnapshot {
    nodes = List.copyOf(nodes);
    pods = List.copyOf(pods);
    namespaces = List.copyOf(namespaces);
    priorityClasses = List.copyOf(priorityClasses);
    services = List.copyOf(services);
    replicaSets = List.copyOf(replicaSets);
    replicationControllers = List.copyOf(replicationControllers);
    statefulSets = List.copyOf(statefulSets);
    podDisruptionBudgets = List.copyOf(podDisruptionBudgets);
    persistentVolumes = List.copyOf(persistentVolumes);
    persistentVolumeClaims = List.copyOf(persistentVolumeClaims);
    storageClasses = List.copyOf(storageClasses);
    csiNodes = List.copyOf(csiNodes);
    skippedByKind = Collections.unmodifiableSortedMap(new TreeMap<>(skippedByKind));
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads a file: YAML or JSON, one object, several documents, or a {@code List}; one that ends in
   * .gz or .zst is decompressed; of a directory, all such files ({@link SnapshotFiles}). Objects
   * are read one by one, so that a large file needs memory for what it makes, not for its text.
   *
   * @throws InputException if it can't be read or an object in it can't be used
   */
  public static ClusterSnapshot read(Path file) {
    return new SnapshotReader(file, false).read();
  }

  /**
   * The same with what controllers keep true: deployments, daemon sets, jobs, cron jobs, quotas and
   * limit ranges; and with the templates of replica sets and stateful sets, and the limits of
   * disruption budgets, of which {@link #read} takes no more than scheduling needs.
   *
   * @throws InputException if it can't be read or an object in it can't be used
   */
  public static ClusterSnapshot readWithControllers(Path file) {
    return new SnapshotReader(file, true).read();
  }

  /** Objects that are simulated, or could be: all but those of skipped kinds. */
  public long objectsUsed() {
    return (long) nodes.size()
        + pods.size()
        + namespaces.size()
        + priorityClasses.size()
        + services.size()
        + replicaSets.size()
        + replicationControllers.size()
        + statefulSets.size()
        + podDisruptionBudgets.size()
        + persistentVolumes.size()
        + persistentVolumeClaims.size()
        + storageClasses.size()
        + csiNodes.size()
        + controllerObjects.size();
  }
}
