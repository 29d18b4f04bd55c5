package io.towtank.workloads.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.storage.CSINode;
import io.towtank.model.CsiNode;
import io.towtank.model.Namespace;
import io.towtank.model.Node;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PreemptionPolicy;
import io.towtank.model.PriorityClass;
import io.towtank.model.ReplicaSet;
import io.towtank.model.ReplicationController;
import io.towtank.model.Service;
import io.towtank.model.StatefulSet;
import io.towtank.model.StorageClass;
import io.towtank.text.InputException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Reads Kubernetes objects, each given as the tree that a JSON or YAML parser makes: maps, lists,
 * texts, numbers, true and false.
 *
 * <p>Objects may be as clients submit them: what the API server would fill in while it decodes them
 * (namespace, scheduler, protocol, host ports in the host's network, allocatable) is filled in;
 * what its admission does (requests from limits, priorities, label keys) is left to {@link
 * io.towtank.api.ApiServer}. All methods throw {@link InputException}, naming kind, name and field
 * path, for what can't be used.
 */
public final class KubernetesObjects {
  /** Kinds whose objects have no namespace. */
  static final Set<String> CLUSTER_SCOPED =
      Set.of("Node", "PriorityClass", "Namespace", "PersistentVolume", "StorageClass", "CSINode");

  private static final FieldTree METADATA_ONLY = FieldTree.of("metadata.managedFields");
  private static final FieldTree CONTROLLER =
      FieldTree.of("metadata.managedFields", "metadata.annotations", "spec.template", "status");
  private static final FieldTree SERVICE =
      FieldTree.of("metadata.managedFields", "metadata.annotations", "spec.ports", "status");
  private static final FieldTree NAMESPACE =
      FieldTree.of("metadata.managedFields", "metadata.annotations", "spec", "status");

  private final Instant timeZero;
  private final ObjectReader reader;

  /**
   * A reader of one input.
   *
   * @param origin what to call the input in messages
   * @param timeZero instant of simulation time 0; times become nanoseconds since then, negative
   *     where they are earlier
   * @param warnings told of fields that have no effect, once for each kind of object and field
   */
  public KubernetesObjects(String origin, Instant timeZero, Consumer<String> warnings) {
    this.timeZero = timeZero;
    reader = new ObjectReader(origin, new Warnings(warnings));
  }

  /** A pod, bound where {@code spec.nodeName} says so. */
  public Pod pod(Map<String, ?> tree) {
    var taken =
        reader.take("Pod", tree, PodReader.IGNORED, io.fabric8.kubernetes.api.model.Pod.class);
    return new PodReader(taken.manifest(), timeZero).read(taken.source(), tree);
  }

  /** A node. Device resources stay plain counts. */
  public Node node(Map<String, ?> tree) {
    var taken =
        reader.take("Node", tree, NodeReader.IGNORED, io.fabric8.kubernetes.api.model.Node.class);
    return new NodeReader(taken.manifest(), timeZero).read(taken.source());
  }

  /** A service. */
  public Service service(Map<String, ?> tree) {
    var taken =
        reader.take("Service", tree, SERVICE, io.fabric8.kubernetes.api.model.Service.class);
    Manifest manifest = taken.manifest();
    ObjectMeta metadata = taken.metadata();
    var spec = taken.source().getSpec();
    return new Service(
        Fields.namespace(metadata),
        metadata.getName(),
        Fields.labels(manifest, spec == null ? null : spec.getSelector(), "spec.selector"),
        0);
  }

  /** A replica set. */
  public ReplicaSet replicaSet(Map<String, ?> tree) {
    var taken =
        reader.take(
            "ReplicaSet", tree, CONTROLLER, io.fabric8.kubernetes.api.model.apps.ReplicaSet.class);
    ObjectMeta metadata = taken.metadata();
    var spec = taken.spec(taken.source().getSpec());
    return new ReplicaSet(
        Fields.namespace(metadata), metadata.getName(), taken.selector(spec.getSelector()), 0);
  }

  /** A replication controller; its pods' labels stand in for a selector it lacks. */
  public ReplicationController replicationController(Map<String, ?> tree) {
    var taken =
        reader.take(
            "ReplicationController",
            tree,
            METADATA_ONLY,
            io.fabric8.kubernetes.api.model.ReplicationController.class);
    ObjectMeta metadata = taken.metadata();
    var spec = taken.spec(taken.source().getSpec());
    return new ReplicationController(
        Fields.namespace(metadata), metadata.getName(), taken.selector(spec), 0);
  }

  /** A stateful set. */
  public StatefulSet statefulSet(Map<String, ?> tree) {
    var taken =
        reader.take(
            "StatefulSet",
            tree,
            CONTROLLER,
            io.fabric8.kubernetes.api.model.apps.StatefulSet.class);
    ObjectMeta metadata = taken.metadata();
    var spec = taken.spec(taken.source().getSpec());
    return new StatefulSet(
        Fields.namespace(metadata), metadata.getName(), taken.selector(spec.getSelector()), 0);
  }

  /** A pod disruption budget, with what its status allows. */
  public PodDisruptionBudget podDisruptionBudget(Map<String, ?> tree) {
    var taken =
        reader.take(
            "PodDisruptionBudget",
            tree,
            METADATA_ONLY,
            io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget.class);
    Manifest manifest = taken.manifest();
    ObjectMeta metadata = taken.metadata();
    var spec = taken.source().getSpec();
    var status = taken.source().getStatus();
    Integer allowed = status == null ? null : status.getDisruptionsAllowed();
    if (allowed == null) {
      manifest.warn(
          "status.disruptionsAllowed",
          "not there, so that no disruption is allowed; budgets are not worked out from spec");
    }
    Map<String, String> disrupted = status == null ? null : status.getDisruptedPods();
    return new PodDisruptionBudget(
        Fields.namespace(metadata),
        metadata.getName(),
        Fields.selector(manifest, spec == null ? null : spec.getSelector(), "spec.selector"),
        allowed == null ? 0 : allowed,
        disrupted == null ? new TreeSet<>() : new TreeSet<>(disrupted.keySet()),
        0);
  }

  /** A priority class. */
  public PriorityClass priorityClass(Map<String, ?> tree) {
    var taken =
        reader.take(
            "PriorityClass",
            tree,
            METADATA_ONLY,
            io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass.class);
    Manifest manifest = taken.manifest();
    return new PriorityClass(
        taken.metadata().getName(),
        manifest.required(taken.source().getValue(), "value", "a whole number"),
        Boolean.TRUE.equals(taken.source().getGlobalDefault()),
        manifest.word(
            taken.source().getPreemptionPolicy(),
            "preemptionPolicy",
            Words.PREEMPTION_POLICIES,
            PreemptionPolicy.PREEMPT_LOWER_PRIORITY),
        0);
  }

  /** A namespace. */
  public Namespace namespace(Map<String, ?> tree) {
    var taken =
        reader.take("Namespace", tree, NAMESPACE, io.fabric8.kubernetes.api.model.Namespace.class);
    Manifest manifest = taken.manifest();
    ObjectMeta metadata = taken.metadata();
    return new Namespace(
        metadata.getName(), Fields.labels(manifest, metadata.getLabels(), "metadata.labels"), 0);
  }

  /** A persistent volume. */
  public PersistentVolume persistentVolume(Map<String, ?> tree) {
    var taken =
        reader.take(
            "PersistentVolume",
            tree,
            METADATA_ONLY,
            io.fabric8.kubernetes.api.model.PersistentVolume.class);
    return new StorageReader(taken.manifest()).volume(taken.source());
  }

  /** A persistent volume claim. */
  public PersistentVolumeClaim persistentVolumeClaim(Map<String, ?> tree) {
    var taken =
        reader.take(
            "PersistentVolumeClaim",
            tree,
            METADATA_ONLY,
            io.fabric8.kubernetes.api.model.PersistentVolumeClaim.class);
    return new StorageReader(taken.manifest()).claim(taken.source());
  }

  /** A storage class. */
  public StorageClass storageClass(Map<String, ?> tree) {
    var taken =
        reader.take(
            "StorageClass",
            tree,
            METADATA_ONLY,
            io.fabric8.kubernetes.api.model.storage.StorageClass.class);
    return new StorageReader(taken.manifest()).storageClass(taken.source());
  }

  /** The storage drivers of a node. */
  public CsiNode csiNode(Map<String, ?> tree) {
    var taken = reader.take("CSINode", tree, METADATA_ONLY, CSINode.class);
    return new StorageReader(taken.manifest()).csiNode(taken.source());
  }
}
