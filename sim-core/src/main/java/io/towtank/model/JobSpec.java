package io.towtank.model;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Job} is to do.
 *
 * @param template what its pods are made from
 * @param selector pods that are its own; everything to go by the owner alone
 * @param parallelism pods that run at a time
 * @param completions pods that must succeed; null for one, which then speaks for all
 * @param completionMode whether each completion has a number
 * @param backoffLimit failures before the job fails
 * @param backoffLimitPerIndex failures of one index before that index fails; null for no such limit
 * @param maxFailedIndexes failed indexes before the job fails; null for no limit
 * @param activeDeadlineNanos how long it may take in all; {@link Pod#NEVER} for no limit
 * @param ttlAfterFinishedNanos how long it is kept when it has finished; {@link Pod#NEVER} for ever
 * @param suspend whether it must not run
 * @param podFailurePolicy what follows from which failure
 * @param podReplacementPolicy when a pod is replaced
 */
public record JobSpec(
    PodTemplate template,
    LabelSelector selector,
    int parallelism,
    @Nullable Integer completions,
    CompletionMode completionMode,
    int backoffLimit,
    @Nullable Integer backoffLimitPerIndex,
    @Nullable Integer maxFailedIndexes,
    long activeDeadlineNanos,
    long ttlAfterFinishedNanos,
    boolean suspend,
    PodFailurePolicy podFailurePolicy,
    PodReplacementPolicy podReplacementPolicy) {
  /** Failures before a job fails. Source: Kubernetes v1.34, {@code SetDefaults_Job}. */
  public static final int BACKOFF_LIMIT = 6;

  /** Whether each completion has a number. */
  public enum CompletionMode {
    /** All completions are alike. */
    NON_INDEXED,
    /** There is one completion for each index from 0 on. */
    INDEXED
  }

  /** When a pod is replaced. */
  public enum PodReplacementPolicy {
    /** As soon as it is told to end, or has failed. */
    TERMINATING_OR_FAILED,
    /** Once it has ended. */
    FAILED
  }

  /** A spec with Kubernetes' defaults for all that is not set. */
  public static Builder builder(PodTemplate template) {
    return new Builder(template);
  }

  /** A builder that starts from this spec. */
  public Builder toBuilder() {
    Builder builder = new Builder(template);
    builder.selector = selector;
    builder.parallelism = parallelism;
    builder.completions = completions;
    builder.completionMode = completionMode;
    builder.backoffLimit = backoffLimit;
    builder.backoffLimitPerIndex = backoffLimitPerIndex;
    builder.maxFailedIndexes = maxFailedIndexes;
    builder.activeDeadlineNanos = activeDeadlineNanos;
    builder.ttlAfterFinishedNanos = ttlAfterFinishedNanos;
    builder.suspend = suspend;
    builder.podFailurePolicy = podFailurePolicy;
    builder.podReplacementPolicy = podReplacementPolicy;
    return builder;
  }

  /** Fills a {@link JobSpec}. */
  public static final class Builder {
    private PodTemplate template;
    private LabelSelector selector = LabelSelector.EVERYTHING;
    private int parallelism = 1;
    private @Nullable Integer completions = 1;
    private CompletionMode completionMode = CompletionMode.NON_INDEXED;
    private int backoffLimit = BACKOFF_LIMIT;
    private @Nullable Integer backoffLimitPerIndex;
    private @Nullable Integer maxFailedIndexes;
    private long activeDeadlineNanos = Pod.NEVER;
    private long ttlAfterFinishedNanos = Pod.NEVER;
    private boolean suspend = false;
    private PodFailurePolicy podFailurePolicy = PodFailurePolicy.NONE;
    private PodReplacementPolicy podReplacementPolicy = PodReplacementPolicy.TERMINATING_OR_FAILED;

    private Builder(PodTemplate template) {
      this.template = template;
    }

    /** See {@link JobSpec#template()}. */
    public Builder template(PodTemplate value) {
      template = value;
      return this;
    }

    /** See {@link JobSpec#selector()}. */
    public Builder selector(LabelSelector value) {
      selector = value;
      return this;
    }

    /** See {@link JobSpec#parallelism()}. */
    public Builder parallelism(int value) {
      parallelism = value;
      return this;
    }

    /** See {@link JobSpec#completions()}. */
    public Builder completions(@Nullable Integer value) {
      completions = value;
      return this;
    }

    /** See {@link JobSpec#completionMode()}. */
    public Builder completionMode(CompletionMode value) {
      completionMode = value;
      return this;
    }

    /** See {@link JobSpec#backoffLimit()}. */
    public Builder backoffLimit(int value) {
      backoffLimit = value;
      return this;
    }

    /** See {@link JobSpec#backoffLimitPerIndex()}. */
    public Builder backoffLimitPerIndex(@Nullable Integer value) {
      backoffLimitPerIndex = value;
      return this;
    }

    /** See {@link JobSpec#maxFailedIndexes()}. */
    public Builder maxFailedIndexes(@Nullable Integer value) {
      maxFailedIndexes = value;
      return this;
    }

    /** See {@link JobSpec#activeDeadlineNanos()}. */
    public Builder activeDeadlineNanos(long value) {
      activeDeadlineNanos = value;
      return this;
    }

    /** See {@link JobSpec#ttlAfterFinishedNanos()}. */
    public Builder ttlAfterFinishedNanos(long value) {
      ttlAfterFinishedNanos = value;
      return this;
    }

    /** See {@link JobSpec#suspend()}. */
    public Builder suspend(boolean value) {
      suspend = value;
      return this;
    }

    /** See {@link JobSpec#podFailurePolicy()}. */
    public Builder podFailurePolicy(PodFailurePolicy value) {
      podFailurePolicy = value;
      return this;
    }

    /** See {@link JobSpec#podReplacementPolicy()}. */
    public Builder podReplacementPolicy(PodReplacementPolicy value) {
      podReplacementPolicy = value;
      return this;
    }

    /** The spec. */
    public JobSpec build() {
      return new JobSpec(
          template,
          selector,
          parallelism,
          completions,
          completionMode,
          backoffLimit,
          backoffLimitPerIndex,
          maxFailedIndexes,
          activeDeadlineNanos,
          ttlAfterFinishedNanos,
          suspend,
          podFailurePolicy,
          podReplacementPolicy);
    }
  }
}
