package io.towtank.scheduling.framework;

/** Changes in the cluster that can make a pod schedulable. One change may be several of these. */
public enum ClusterEvent {
  /** A node joined. */
  NODE_ADDED,
  /** A node was deleted. */
  NODE_DELETED,
  /** A node's allocatable resources changed. */
  NODE_ALLOCATABLE_CHANGED,
  /** A node's labels changed. */
  NODE_LABELS_CHANGED,
  /** A node's taints changed, or its cordon was lifted; cordoning it helps nobody. */
  NODE_TAINTS_CHANGED,
  /** A node's conditions changed. */
  NODE_CONDITIONS_CHANGED,
  /** A pod was bound. */
  ASSIGNED_POD_ADDED,
  /** A bound pod's labels or requests changed. */
  ASSIGNED_POD_UPDATED,
  /** A bound pod ended or was deleted, or gave back the node it held. */
  ASSIGNED_POD_DELETED,
  /** The waiting pod's own spec or labels changed. */
  POD_UPDATED,
  /** A persistent volume was created. */
  PERSISTENT_VOLUME_ADDED,
  /** A persistent volume changed. */
  PERSISTENT_VOLUME_UPDATED,
  /** A persistent volume was deleted. */
  PERSISTENT_VOLUME_DELETED,
  /** A persistent volume claim was created. */
  PERSISTENT_VOLUME_CLAIM_ADDED,
  /** A persistent volume claim changed. */
  PERSISTENT_VOLUME_CLAIM_UPDATED,
  /** A persistent volume claim was deleted. */
  PERSISTENT_VOLUME_CLAIM_DELETED,
  /** A storage class was created. */
  STORAGE_CLASS_ADDED,
  /** A storage class changed. */
  STORAGE_CLASS_UPDATED,
  /** A storage class was deleted. */
  STORAGE_CLASS_DELETED,
  /** A node's storage drivers became known. */
  CSI_NODE_ADDED,
  /** A node's storage drivers changed. */
  CSI_NODE_UPDATED,
  /** A node's storage drivers are not known any more. */
  CSI_NODE_DELETED
}
