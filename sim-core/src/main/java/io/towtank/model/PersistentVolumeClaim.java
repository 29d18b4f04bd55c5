package io.towtank.model;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request for storage.
 *
 * @param uid identity, empty where unknown
 * @param storageClassName the class wanted; empty for volumes without one, null for the default
 * @param volumeName volume that it is bound to or asks for, empty for none
 * @param bindCompleted whether binding is complete (annotation {@code
 *     pv.kubernetes.io/bind-completed})
 * @param selectedNode node chosen for provisioning (annotation {@code
 *     volume.kubernetes.io/selected-node}), empty for none
 * @param requestBytes size wanted
 * @param accessModes who must be able to use it
 * @param selector labels that the volume must have; null for any
 * @param volumeMode {@code Filesystem} or {@code Block}
 * @param phase {@code Pending}, {@code Bound} or {@code Lost}
 * @param ownerPod name of the pod with which it goes, empty for none
 * @param ownerSet name of the stateful set with which it goes, empty for none
 * @param terminating whether its deletion was asked for
 */
public record PersistentVolumeClaim(
    String namespace,
    String name,
    String uid,
    @Nullable String storageClassName,
    String volumeName,
    boolean bindCompleted,
    String selectedNode,
    long requestBytes,
    Set<VolumeAccessMode> accessModes,
    @Nullable LabelSelector selector,
    String volumeMode,
    String phase,
    String ownerPod,
    String ownerSet,
    boolean terminating,
    long resourceVersion)
    implements ApiObject<PersistentVolumeClaim> {
  /** Copies the access modes. */
  public PersistentVolumeClaim {
    accessModes = Collections.unmodifiableSortedSet(new TreeSet<>(accessModes));
  }

  /** A claim that goes with no stateful set. */
  public PersistentVolumeClaim(
      String namespace,
      String name,
      String uid,
      @Nullable String storageClassName,
      String volumeName,
      boolean bindCompleted,
      String selectedNode,
      long requestBytes,
      Set<VolumeAccessMode> accessModes,
      @Nullable LabelSelector selector,
      String volumeMode,
      String phase,
      String ownerPod,
      boolean terminating,
      long resourceVersion) {
    this(
        namespace,
        name,
        uid,
        storageClassName,
        volumeName,
        bindCompleted,
        selectedNode,
        requestBytes,
        accessModes,
        selector,
        volumeMode,
        phase,
        ownerPod,
        "",
        terminating,
        resourceVersion);
  }

  @Override
  public String key() {
    return namespace + "/" + name;
  }

  @Override
  public long contentHash() {
    long hash = 31L * volumeName.hashCode() + selectedNode.hashCode() + (bindCompleted ? 1 : 0);
    return terminating || !ownerPod.isEmpty() || !ownerSet.isEmpty()
        ? 31 * (31 * hash + ownerPod.hashCode()) + ownerSet.hashCode() + (terminating ? 1 : 0)
        : hash;
  }

  /** Name of its class, empty for none. */
  public String className() {
    return storageClassName == null ? "" : storageClassName;
  }

  /** Whether it is bound to a volume, and both sides know. */
  public boolean isBound() {
    return bindCompleted && !volumeName.isEmpty();
  }

  /** The same, to be provisioned where this node can reach it. */
  public PersistentVolumeClaim withSelectedNode(String node) {
    return new PersistentVolumeClaim(
        namespace,
        name,
        uid,
        storageClassName,
        volumeName,
        bindCompleted,
        node,
        requestBytes,
        accessModes,
        selector,
        volumeMode,
        phase,
        ownerPod,
        ownerSet,
        terminating,
        resourceVersion);
  }

  /** A claim made from this one as a template. */
  public PersistentVolumeClaim named(String newNamespace, String newName) {
    return new PersistentVolumeClaim(
        newNamespace,
        newName,
        uid,
        storageClassName,
        volumeName,
        bindCompleted,
        selectedNode,
        requestBytes,
        accessModes,
        selector,
        volumeMode,
        phase,
        ownerPod,
        ownerSet,
        terminating,
        0);
  }

  /**
   * The same, that goes with others.
   *
   * @param set name of a stateful set, empty for none
   * @param pod name of a pod, empty for none
   */
  public PersistentVolumeClaim ownedBy(String set, String pod) {
    if (ownerSet.equals(set) && ownerPod.equals(pod)) {
      return this;
    }
    return new PersistentVolumeClaim(
        namespace,
        name,
        uid,
        storageClassName,
        volumeName,
        bindCompleted,
        selectedNode,
        requestBytes,
        accessModes,
        selector,
        volumeMode,
        phase,
        pod,
        set,
        terminating,
        resourceVersion);
  }

  /** The same, whose deletion was asked for. */
  public PersistentVolumeClaim deleted() {
    return new PersistentVolumeClaim(
        namespace,
        name,
        uid,
        storageClassName,
        volumeName,
        bindCompleted,
        selectedNode,
        requestBytes,
        accessModes,
        selector,
        volumeMode,
        phase,
        ownerPod,
        ownerSet,
        true,
        resourceVersion);
  }

  /** The same, of a class. */
  public PersistentVolumeClaim ofClass(String name) {
    return new PersistentVolumeClaim(
        namespace,
        this.name,
        uid,
        name,
        volumeName,
        bindCompleted,
        selectedNode,
        requestBytes,
        accessModes,
        selector,
        volumeMode,
        phase,
        ownerPod,
        ownerSet,
        terminating,
        resourceVersion);
  }

  /** The same, bound to a volume. */
  public PersistentVolumeClaim boundTo(String volume) {
    return new PersistentVolumeClaim(
        namespace,
        name,
        uid,
        storageClassName,
        volume,
        true,
        selectedNode,
        requestBytes,
        accessModes,
        selector,
        volumeMode,
        "Bound",
        ownerPod,
        ownerSet,
        terminating,
        resourceVersion);
  }

  @Override
  public PersistentVolumeClaim withResourceVersion(long version) {
    return new PersistentVolumeClaim(
        namespace,
        name,
        uid,
        storageClassName,
        volumeName,
        bindCompleted,
        selectedNode,
        requestBytes,
        accessModes,
        selector,
        volumeMode,
        phase,
        ownerPod,
        ownerSet,
        terminating,
        version);
  }
}
