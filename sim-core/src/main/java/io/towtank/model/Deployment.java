package io.towtank.model;

/**
 * Keeps a number of equal pods running, and replaces them bit by bit when their template changes.
 *
 * @param spec what its user declares
 * @param status how it stands
 * @param revision number of the template in use; 0 before the first (annotation {@code
 *     deployment.kubernetes.io/revision})
 */
public record Deployment(
    ObjectMeta meta, DeploymentSpec spec, Status status, long revision, long resourceVersion)
    implements MetaObject<Deployment> {
  /**
   * How a deployment stands.
   *
   * @param replicas pods of all its replica sets
   * @param updatedReplicas pods of the newest template
   * @param readyReplicas pods that are ready
   * @param availableReplicas pods that have been ready for long enough
   * @param unavailableReplicas pods that are missing to be all available
   * @param observedGeneration generation that this status is about
   * @param collisionCount how often a replica set of that name was there already
   * @param progressing whether it moves on
   * @param available whether enough pods are available
   */
  public record Status(
      int replicas,
      int updatedReplicas,
      int readyReplicas,
      int availableReplicas,
      int unavailableReplicas,
      long observedGeneration,
      int collisionCount,
      Condition progressing,
      Condition available) {
    /** Nothing has happened yet. */
    public static final Status INITIAL =
        new Status(0, 0, 0, 0, 0, 0, 0, Condition.UNKNOWN, Condition.UNKNOWN);

    /** The same with another condition {@code Progressing}. */
    public Status withProgressing(Condition condition) {
      return new Status(
          replicas,
          updatedReplicas,
          readyReplicas,
          availableReplicas,
          unavailableReplicas,
          observedGeneration,
          collisionCount,
          condition,
          available);
    }
  }

  /** An object yet to be stored. */
  public Deployment(ObjectMeta meta, DeploymentSpec spec) {
    this(meta, spec, Status.INITIAL, 0, 0);
  }

  @Override
  public Deployment withMeta(ObjectMeta value) {
    return new Deployment(value, spec, status, revision, resourceVersion);
  }

  /** The same, declared otherwise. */
  public Deployment withSpec(DeploymentSpec value) {
    return new Deployment(meta, value, status, revision, resourceVersion);
  }

  /** The same with another status. */
  public Deployment withStatus(Status value) {
    return new Deployment(meta, spec, value, revision, resourceVersion);
  }

  /** The same with another {@link #revision}. */
  public Deployment withRevision(long value) {
    return new Deployment(meta, spec, status, value, resourceVersion);
  }

  @Override
  public Deployment withResourceVersion(long value) {
    return new Deployment(meta, spec, status, revision, value);
  }

  @Override
  public long contentHash() {
    return 31L * spec.toString().hashCode()
        + status.toString().hashCode()
        + revision
        + 7 * meta.deletionNanos();
  }

  /**
   * A condition of a deployment.
   *
   * @param status whether it holds
   * @param reason why, in Kubernetes' words
   * @param lastUpdateNanos when it was last confirmed
   * @param lastTransitionNanos when its status changed last
   */
  public record Condition(
      NodeCondition.Status status, String reason, long lastUpdateNanos, long lastTransitionNanos) {
    /** Nothing is known yet. */
    public static final Condition UNKNOWN =
        new Condition(NodeCondition.Status.UNKNOWN, "", Pod.NEVER, Pod.NEVER);

    /** Reason: the deadline for progress has passed. */
    public static final String PROGRESS_DEADLINE_EXCEEDED = "ProgressDeadlineExceeded";

    /** Reason: the newest replica set is complete. */
    public static final String NEW_REPLICA_SET_AVAILABLE = "NewReplicaSetAvailable";

    /** Reason: a replica set was scaled, or pods became ready. */
    public static final String REPLICA_SET_UPDATED = "ReplicaSetUpdated";

    /** Reason: a replica set was made. */
    public static final String NEW_REPLICA_SET_CREATED = "NewReplicaSetCreated";

    /** Reason: a replica set of this template was there already. */
    public static final String FOUND_NEW_REPLICA_SET = "FoundNewReplicaSet";

    /** Reason: its user paused it. */
    public static final String DEPLOYMENT_PAUSED = "DeploymentPaused";

    /** Reason: its user resumed it. */
    public static final String DEPLOYMENT_RESUMED = "DeploymentResumed";
  }
}
