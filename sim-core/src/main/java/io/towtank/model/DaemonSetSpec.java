package io.towtank.model;

/**
 * What a {@link DaemonSet} is to be.
 *
 * @param selector pods that are its own
 * @param template what its pods are made from
 * @param updateStrategy when pods of an old template are replaced
 * @param maxUnavailable nodes without an available pod during a rolling update; a share is rounded
 *     up
 * @param maxSurge nodes with an old and a new pod during a rolling update; a share is rounded up
 * @param minReadyNanos how long a pod must be ready before it is available
 * @param revisionHistoryLimit old revisions kept for rolling back
 */
public record DaemonSetSpec(
    LabelSelector selector,
    PodTemplate template,
    UpdateStrategy updateStrategy,
    IntOrPercent maxUnavailable,
    IntOrPercent maxSurge,
    long minReadyNanos,
    int revisionHistoryLimit) {
  /** Old revisions kept. Source: Kubernetes v1.34, {@code SetDefaults_DaemonSet}. */
  public static final int REVISION_HISTORY_LIMIT = 10;

  /** Default of {@code maxUnavailable}. Source: as above. */
  public static final IntOrPercent ONE = IntOrPercent.of(1);

  /** Default of {@code maxSurge}. Source: as above. */
  public static final IntOrPercent NONE = IntOrPercent.of(0);

  /** A spec with Kubernetes' defaults for all that is not set. */
  public static Builder builder(LabelSelector selector, PodTemplate template) {
    return new Builder(selector, template);
  }

  /** A builder that starts from this spec. */
  public Builder toBuilder() {
    Builder builder = new Builder(selector, template);
    builder.updateStrategy = updateStrategy;
    builder.maxUnavailable = maxUnavailable;
    builder.maxSurge = maxSurge;
    builder.minReadyNanos = minReadyNanos;
    builder.revisionHistoryLimit = revisionHistoryLimit;
    return builder;
  }

  /** Fills a {@link DaemonSetSpec}. */
  public static final class Builder {
    private LabelSelector selector;
    private PodTemplate template;
    private UpdateStrategy updateStrategy = UpdateStrategy.ROLLING_UPDATE;
    private IntOrPercent maxUnavailable = ONE;
    private IntOrPercent maxSurge = NONE;
    private long minReadyNanos = 0;
    private int revisionHistoryLimit = REVISION_HISTORY_LIMIT;

    private Builder(LabelSelector selector, PodTemplate template) {
      this.selector = selector;
      this.template = template;
    }

    /** See {@link DaemonSetSpec#selector()}. */
    public Builder selector(LabelSelector value) {
      selector = value;
      return this;
    }

    /** See {@link DaemonSetSpec#template()}. */
    public Builder template(PodTemplate value) {
      template = value;
      return this;
    }

    /** See {@link DaemonSetSpec#updateStrategy()}. */
    public Builder updateStrategy(UpdateStrategy value) {
      updateStrategy = value;
      return this;
    }

    /** See {@link DaemonSetSpec#maxUnavailable()}. */
    public Builder maxUnavailable(IntOrPercent value) {
      maxUnavailable = value;
      return this;
    }

    /** See {@link DaemonSetSpec#maxSurge()}. */
    public Builder maxSurge(IntOrPercent value) {
      maxSurge = value;
      return this;
    }

    /** See {@link DaemonSetSpec#minReadyNanos()}. */
    public Builder minReadyNanos(long value) {
      minReadyNanos = value;
      return this;
    }

    /** See {@link DaemonSetSpec#revisionHistoryLimit()}. */
    public Builder revisionHistoryLimit(int value) {
      revisionHistoryLimit = value;
      return this;
    }

    /** The spec. */
    public DaemonSetSpec build() {
      return new DaemonSetSpec(
          selector,
          template,
          updateStrategy,
          maxUnavailable,
          maxSurge,
          minReadyNanos,
          revisionHistoryLimit);
    }
  }
}
