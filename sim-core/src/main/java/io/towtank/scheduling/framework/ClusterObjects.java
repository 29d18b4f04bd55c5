package io.towtank.scheduling.framework;

import io.towtank.model.CsiNode;
import io.towtank.model.Namespace;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.ReplicaSet;
import io.towtank.model.ReplicationController;
import io.towtank.model.Service;
import io.towtank.model.StatefulSet;
import io.towtank.model.StorageClass;

/** What plugins may look up besides nodes and pods. */
public interface ClusterObjects {
  /** There is nothing else. */
  ClusterObjects NONE =
      new Listers(
          Lister.empty(),
          Lister.empty(),
          Lister.empty(),
          Lister.empty(),
          Lister.empty(),
          Lister.empty(),
          Lister.empty(),
          Lister.empty(),
          Lister.empty(),
          Lister.empty());

  /** Namespaces, by name. */
  Lister<Namespace> namespaces();

  /** Services, by {@code namespace/name}. */
  Lister<Service> services();

  /** Replica sets, by {@code namespace/name}. */
  Lister<ReplicaSet> replicaSets();

  /** Replication controllers, by {@code namespace/name}. */
  Lister<ReplicationController> replicationControllers();

  /** Stateful sets, by {@code namespace/name}. */
  Lister<StatefulSet> statefulSets();

  /** Pod disruption budgets, by {@code namespace/name}. */
  Lister<PodDisruptionBudget> podDisruptionBudgets();

  /** Persistent volumes, by name. */
  Lister<PersistentVolume> persistentVolumes();

  /** Persistent volume claims, by {@code namespace/name}. */
  Lister<PersistentVolumeClaim> persistentVolumeClaims();

  /** Storage classes, by name. */
  Lister<StorageClass> storageClasses();

  /** Storage drivers of nodes, by node name. */
  Lister<CsiNode> csiNodes();

  /** Objects by the listers of their kinds. */
  record Listers(
      Lister<Namespace> namespaces,
      Lister<Service> services,
      Lister<ReplicaSet> replicaSets,
      Lister<ReplicationController> replicationControllers,
      Lister<StatefulSet> statefulSets,
      Lister<PodDisruptionBudget> podDisruptionBudgets,
      Lister<PersistentVolume> persistentVolumes,
      Lister<PersistentVolumeClaim> persistentVolumeClaims,
      Lister<StorageClass> storageClasses,
      Lister<CsiNode> csiNodes)
      implements ClusterObjects {}
}
