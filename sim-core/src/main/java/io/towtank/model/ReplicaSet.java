package io.towtank.model;

/**
 * Keeps a number of equal pods running.
 *
 * @param spec what its user declares
 * @param status how it stands
 * @param revision what the deployment noted that has it
 */
public record ReplicaSet(
    ObjectMeta meta, Spec spec, Status status, DeploymentRevision revision, long resourceVersion)
    implements Replicated<ReplicaSet> {
  /** An object yet to be stored. */
  public ReplicaSet(ObjectMeta meta, Spec spec) {
    this(meta, spec, Status.INITIAL, DeploymentRevision.NONE, 0);
  }

  /** One of which only the selector is known. */
  public ReplicaSet(String namespace, String name, LabelSelector selector, long resourceVersion) {
    this(
        ObjectMeta.of(namespace, name),
        Spec.of(selector),
        Status.INITIAL,
        DeploymentRevision.NONE,
        resourceVersion);
  }

  @Override
  public long contentHash() {
    long hash = Replicated.super.contentHash();
    return isKnownWhole() ? 31 * hash + revision.hashCode() : hash;
  }

  @Override
  public ReplicaSet withMeta(ObjectMeta value) {
    return new ReplicaSet(value, spec, status, revision, resourceVersion);
  }

  /** The same, declared otherwise. */
  public ReplicaSet withSpec(Spec value) {
    return new ReplicaSet(meta, value, status, revision, resourceVersion);
  }

  @Override
  public ReplicaSet withStatus(Status value) {
    return new ReplicaSet(meta, spec, value, revision, resourceVersion);
  }

  /** The same with another note of its deployment. */
  public ReplicaSet withRevision(DeploymentRevision value) {
    return new ReplicaSet(meta, spec, status, value, resourceVersion);
  }

  @Override
  public ReplicaSet withResourceVersion(long value) {
    return new ReplicaSet(meta, spec, status, revision, value);
  }
}
