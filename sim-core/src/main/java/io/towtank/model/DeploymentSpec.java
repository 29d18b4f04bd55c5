package io.towtank.model;

/**
 * What a {@link Deployment} is to be.
 *
 * @param selector pods that are its own
 * @param template what its pods are made from
 * @param replicas pods wanted
 * @param strategy how pods of an old template give way to those of a new one
 * @param maxSurge pods above {@code replicas} during a rolling update; a share is rounded up
 * @param maxUnavailable pods that may be unavailable during a rolling update; a share is rounded
 *     down
 * @param minReadyNanos how long a pod must be ready before it is available
 * @param progressDeadlineNanos how long it may make no progress before it says so; {@link
 *     Pod#NEVER} for no limit
 * @param revisionHistoryLimit old revisions kept for rolling back
 * @param paused whether changes of the template are left alone
 */
public record DeploymentSpec(
    LabelSelector selector,
    PodTemplate template,
    int replicas,
    Strategy strategy,
    IntOrPercent maxSurge,
    IntOrPercent maxUnavailable,
    long minReadyNanos,
    long progressDeadlineNanos,
    int revisionHistoryLimit,
    boolean paused) {
  /** Old revisions kept. Source: Kubernetes v1.34, {@code SetDefaults_Deployment}. */
  public static final int REVISION_HISTORY_LIMIT = 10;

  /** Default of both limits of a rolling update. Source: as above. */
  public static final IntOrPercent QUARTER = IntOrPercent.ofPercent(25);

  /** Default deadline for progress. Source: as above. */
  public static final long PROGRESS_DEADLINE_NANOS = 600_000_000_000L;

  /** How pods are replaced. */
  public enum Strategy {
    /** Bit by bit. */
    ROLLING_UPDATE,
    /** All old ones first go, then the new ones come. */
    RECREATE
  }

  /** A spec with Kubernetes' defaults for all that is not set. */
  public static Builder builder(LabelSelector selector, PodTemplate template) {
    return new Builder(selector, template);
  }

  /** A builder that starts from this spec. */
  public Builder toBuilder() {
    Builder builder = new Builder(selector, template);
    builder.replicas = replicas;
    builder.strategy = strategy;
    builder.maxSurge = maxSurge;
    builder.maxUnavailable = maxUnavailable;
    builder.minReadyNanos = minReadyNanos;
    builder.progressDeadlineNanos = progressDeadlineNanos;
    builder.revisionHistoryLimit = revisionHistoryLimit;
    builder.paused = paused;
    return builder;
  }

  /** Fills a {@link DeploymentSpec}. */
  public static final class Builder {
    private LabelSelector selector;
    private PodTemplate template;
    private int replicas = 1;
    private Strategy strategy = Strategy.ROLLING_UPDATE;
    private IntOrPercent maxSurge = QUARTER;
    private IntOrPercent maxUnavailable = QUARTER;
    private long minReadyNanos = 0;
    private long progressDeadlineNanos = PROGRESS_DEADLINE_NANOS;
    private int revisionHistoryLimit = REVISION_HISTORY_LIMIT;
    private boolean paused = false;

    private Builder(LabelSelector selector, PodTemplate template) {
      this.selector = selector;
      this.template = template;
    }

    /** See {@link DeploymentSpec#selector()}. */
    public Builder selector(LabelSelector value) {
      selector = value;
      return this;
    }

    /** See {@link DeploymentSpec#template()}. */
    public Builder template(PodTemplate value) {
      template = value;
      return this;
    }

    /** See {@link DeploymentSpec#replicas()}. */
    public Builder replicas(int value) {
      replicas = value;
      return this;
    }

    /** See {@link DeploymentSpec#strategy()}. */
    public Builder strategy(Strategy value) {
      strategy = value;
      return this;
    }

    /** See {@link DeploymentSpec#maxSurge()}. */
    public Builder maxSurge(IntOrPercent value) {
      maxSurge = value;
      return this;
    }

    /** See {@link DeploymentSpec#maxUnavailable()}. */
    public Builder maxUnavailable(IntOrPercent value) {
      maxUnavailable = value;
      return this;
    }

    /** See {@link DeploymentSpec#minReadyNanos()}. */
    public Builder minReadyNanos(long value) {
      minReadyNanos = value;
      return this;
    }

    /** See {@link DeploymentSpec#progressDeadlineNanos()}. */
    public Builder progressDeadlineNanos(long value) {
      progressDeadlineNanos = value;
      return this;
    }

    /** See {@link DeploymentSpec#revisionHistoryLimit()}. */
    public Builder revisionHistoryLimit(int value) {
      revisionHistoryLimit = value;
      return this;
    }

    /** See {@link DeploymentSpec#paused()}. */
    public Builder paused(boolean value) {
      paused = value;
      return this;
    }

    /** The spec. */
    public DeploymentSpec build() {
      return new DeploymentSpec(
          selector,
          template,
          replicas,
          strategy,
          maxSurge,
          maxUnavailable,
          minReadyNanos,
          progressDeadlineNanos,
          revisionHistoryLimit,
          paused);
    }
  }
}
