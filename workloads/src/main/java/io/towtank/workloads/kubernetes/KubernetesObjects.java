package io.towtank.workloads.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.storage.CSINode;
import io.towtank.model.CsiNode;
import io.towtank.model.LabelSelector;
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

  private final String origin;
  private final Instant timeZero;
  private final Warnings warnings;

  /**
   * A reader of one input.
   *
   * @param origin what to call the input in messages
   * @param timeZero instant of simulation time 0; times become nanoseconds since then, negative
   *     where they are earlier
   * @param warnings told of fields that have no effect, once for each kind of object and field
   */
  public KubernetesObjects(String origin, Instant timeZero, Consumer<String> warnings) {
    this.origin = origin;
    this.timeZero = timeZero;
    this.warnings = new Warnings(warnings);
  }

  private Manifest manifest(String kind, Map<String, ?> tree) {
    return new Manifest(origin, kind, tree, warnings);
  }

  /** A pod, bound where {@code spec.nodeName} says so. */
  public Pod pod(Map<String, ?> tree) {
    Manifest manifest = manifest("Pod", tree);
    return new PodReader(manifest, timeZero)
        .read(
            TreeReader.read(
                manifest, tree, PodReader.IGNORED, io.fabric8.kubernetes.api.model.Pod.class),
            tree);
  }

  /** A node. Device resources stay plain counts. */
  public Node node(Map<String, ?> tree) {
    Manifest manifest = manifest("Node", tree);
    return new NodeReader(manifest, timeZero)
        .read(
            TreeReader.read(
                manifest, tree, NodeReader.IGNORED, io.fabric8.kubernetes.api.model.Node.class));
  }

  /** A service. */
  public Service service(Map<String, ?> tree) {
    Manifest manifest = manifest("Service", tree);
    var source =
        TreeReader.read(manifest, tree, SERVICE, io.fabric8.kubernetes.api.model.Service.class);
    ObjectMeta metadata = Fields.metadata(manifest, source.getMetadata());
    var spec = source.getSpec();
    return new Service(
        Fields.namespace(metadata),
        metadata.getName(),
        Fields.labels(manifest, spec == null ? null : spec.getSelector(), "spec.selector"),
        0);
  }

  /** A replica set. */
  public ReplicaSet replicaSet(Map<String, ?> tree) {
    Manifest manifest = manifest("ReplicaSet", tree);
    var source =
        TreeReader.read(
            manifest, tree, CONTROLLER, io.fabric8.kubernetes.api.model.apps.ReplicaSet.class);
    ObjectMeta metadata = Fields.metadata(manifest, source.getMetadata());
    var spec = manifest.required(source.getSpec(), "spec", "a mapping");
    return new ReplicaSet(
        Fields.namespace(metadata), metadata.getName(), selector(manifest, spec.getSelector()), 0);
  }

  /** A replication controller; its pods' labels stand in for a selector it lacks. */
  public ReplicationController replicationController(Map<String, ?> tree) {
    Manifest manifest = manifest("ReplicationController", tree);
    var source =
        TreeReader.read(
            manifest,
            tree,
            METADATA_ONLY,
            io.fabric8.kubernetes.api.model.ReplicationController.class);
    ObjectMeta metadata = Fields.metadata(manifest, source.getMetadata());
    var spec = manifest.required(source.getSpec(), "spec", "a mapping");
    Map<String, String> labels = spec.getSelector();
    if ((labels == null || labels.isEmpty())
        && spec.getTemplate() != null
        && spec.getTemplate().getMetadata() != null) {
      labels = spec.getTemplate().getMetadata().getLabels();
    }
    return new ReplicationController(
        Fields.namespace(metadata),
        metadata.getName(),
        LabelSelector.ofLabels(Fields.labels(manifest, labels, "spec.selector")),
        0);
  }

  /** A stateful set. */
  public StatefulSet statefulSet(Map<String, ?> tree) {
    Manifest manifest = manifest("StatefulSet", tree);
    var source =
        TreeReader.read(
            manifest, tree, CONTROLLER, io.fabric8.kubernetes.api.model.apps.StatefulSet.class);
    ObjectMeta metadata = Fields.metadata(manifest, source.getMetadata());
    var spec = manifest.required(source.getSpec(), "spec", "a mapping");
    return new StatefulSet(
        Fields.namespace(metadata), metadata.getName(), selector(manifest, spec.getSelector()), 0);
  }

  private static LabelSelector selector(
      Manifest manifest, io.fabric8.kubernetes.api.model.LabelSelector selector) {
    return manifest.required(
        Fields.selector(manifest, selector, "spec.selector"), "spec.selector", "a label selector");
  }

  /** A pod disruption budget, with what its status allows. */
  public PodDisruptionBudget podDisruptionBudget(Map<String, ?> tree) {
    Manifest manifest = manifest("PodDisruptionBudget", tree);
    var source =
        TreeReader.read(
            manifest,
            tree,
            METADATA_ONLY,
            io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget.class);
    ObjectMeta metadata = Fields.metadata(manifest, source.getMetadata());
    var spec = source.getSpec();
    var status = source.getStatus();
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
    Manifest manifest = manifest("PriorityClass", tree);
    var source =
        TreeReader.read(
            manifest,
            tree,
            METADATA_ONLY,
            io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass.class);
    return new PriorityClass(
        Fields.metadata(manifest, source.getMetadata()).getName(),
        manifest.required(source.getValue(), "value", "a whole number"),
        Boolean.TRUE.equals(source.getGlobalDefault()),
        manifest.word(
            source.getPreemptionPolicy(),
            "preemptionPolicy",
            Words.PREEMPTION_POLICIES,
            PreemptionPolicy.PREEMPT_LOWER_PRIORITY),
        0);
  }

  /** A namespace. */
  public Namespace namespace(Map<String, ?> tree) {
    Manifest manifest = manifest("Namespace", tree);
    var source =
        TreeReader.read(manifest, tree, NAMESPACE, io.fabric8.kubernetes.api.model.Namespace.class);
    ObjectMeta metadata = Fields.metadata(manifest, source.getMetadata());
    return new Namespace(
        metadata.getName(), Fields.labels(manifest, metadata.getLabels(), "metadata.labels"), 0);
  }

  /** A persistent volume. */
  public PersistentVolume persistentVolume(Map<String, ?> tree) {
    Manifest manifest = manifest("PersistentVolume", tree);
    return new StorageReader(manifest)
        .volume(
            TreeReader.read(
                manifest,
                tree,
                METADATA_ONLY,
                io.fabric8.kubernetes.api.model.PersistentVolume.class));
  }

  /** A persistent volume claim. */
  public PersistentVolumeClaim persistentVolumeClaim(Map<String, ?> tree) {
    Manifest manifest = manifest("PersistentVolumeClaim", tree);
    return new StorageReader(manifest)
        .claim(
            TreeReader.read(
                manifest,
                tree,
                METADATA_ONLY,
                io.fabric8.kubernetes.api.model.PersistentVolumeClaim.class));
  }

  /** A storage class. */
  public StorageClass storageClass(Map<String, ?> tree) {
    Manifest manifest = manifest("StorageClass", tree);
    return new StorageReader(manifest)
        .storageClass(
            TreeReader.read(
                manifest,
                tree,
                METADATA_ONLY,
                io.fabric8.kubernetes.api.model.storage.StorageClass.class));
  }

  /** The storage drivers of a node. */
  public CsiNode csiNode(Map<String, ?> tree) {
    Manifest manifest = manifest("CSINode", tree);
    return new StorageReader(manifest)
        .csiNode(TreeReader.read(manifest, tree, METADATA_ONLY, CSINode.class));
  }
}
