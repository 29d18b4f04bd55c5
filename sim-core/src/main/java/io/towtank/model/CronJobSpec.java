package io.towtank.model;

/**
 * What a {@link CronJob} is to start, and when.
 *
 * @param schedule when, in the five fields of cron, e.g. {@code 0 3 * * *}
 * @param jobTemplate what its jobs are
 * @param jobLabels labels of its jobs
 * @param timeZone time zone of the schedule, e.g. {@code Europe/Berlin}; empty for UTC
 * @param startingDeadlineNanos how late a job may start; {@link Pod#NEVER} for no limit
 * @param concurrencyPolicy what happens if the last job still runs
 * @param suspend whether no more jobs are started
 * @param successfulJobsHistoryLimit finished jobs kept
 * @param failedJobsHistoryLimit failed jobs kept
 */
public record CronJobSpec(
    String schedule,
    JobSpec jobTemplate,
    Labels jobLabels,
    String timeZone,
    long startingDeadlineNanos,
    ConcurrencyPolicy concurrencyPolicy,
    boolean suspend,
    int successfulJobsHistoryLimit,
    int failedJobsHistoryLimit) {
  /** Finished jobs kept. Source: Kubernetes v1.34, {@code SetDefaults_CronJob}. */
  public static final int SUCCESSFUL_JOBS_HISTORY_LIMIT = 3;

  /** Failed jobs kept. Source: as above. */
  public static final int FAILED_JOBS_HISTORY_LIMIT = 1;

  /** What happens if the last job still runs. */
  public enum ConcurrencyPolicy {
    /** Both run. */
    ALLOW,
    /** The new one is left out. */
    FORBID,
    /** The new one takes the place of the old one. */
    REPLACE
  }

  /** A spec with Kubernetes' defaults for all that is not set. */
  public static Builder builder(String schedule, JobSpec jobTemplate) {
    return new Builder(schedule, jobTemplate);
  }

  /** A builder that starts from this spec. */
  public Builder toBuilder() {
    Builder builder = new Builder(schedule, jobTemplate);
    builder.jobLabels = jobLabels;
    builder.timeZone = timeZone;
    builder.startingDeadlineNanos = startingDeadlineNanos;
    builder.concurrencyPolicy = concurrencyPolicy;
    builder.suspend = suspend;
    builder.successfulJobsHistoryLimit = successfulJobsHistoryLimit;
    builder.failedJobsHistoryLimit = failedJobsHistoryLimit;
    return builder;
  }

  /** Fills a {@link CronJobSpec}. */
  public static final class Builder {
    private String schedule;
    private JobSpec jobTemplate;
    private Labels jobLabels = Labels.EMPTY;
    private String timeZone = "";
    private long startingDeadlineNanos = Pod.NEVER;
    private ConcurrencyPolicy concurrencyPolicy = ConcurrencyPolicy.ALLOW;
    private boolean suspend = false;
    private int successfulJobsHistoryLimit = SUCCESSFUL_JOBS_HISTORY_LIMIT;
    private int failedJobsHistoryLimit = FAILED_JOBS_HISTORY_LIMIT;

    private Builder(String schedule, JobSpec jobTemplate) {
      this.schedule = schedule;
      this.jobTemplate = jobTemplate;
    }

    /** See {@link CronJobSpec#schedule()}. */
    public Builder schedule(String value) {
      schedule = value;
      return this;
    }

    /** See {@link CronJobSpec#jobTemplate()}. */
    public Builder jobTemplate(JobSpec value) {
      jobTemplate = value;
      return this;
    }

    /** See {@link CronJobSpec#jobLabels()}. */
    public Builder jobLabels(Labels value) {
      jobLabels = value;
      return this;
    }

    /** See {@link CronJobSpec#timeZone()}. */
    public Builder timeZone(String value) {
      timeZone = value;
      return this;
    }

    /** See {@link CronJobSpec#startingDeadlineNanos()}. */
    public Builder startingDeadlineNanos(long value) {
      startingDeadlineNanos = value;
      return this;
    }

    /** See {@link CronJobSpec#concurrencyPolicy()}. */
    public Builder concurrencyPolicy(ConcurrencyPolicy value) {
      concurrencyPolicy = value;
      return this;
    }

    /** See {@link CronJobSpec#suspend()}. */
    public Builder suspend(boolean value) {
      suspend = value;
      return this;
    }

    /** See {@link CronJobSpec#successfulJobsHistoryLimit()}. */
    public Builder successfulJobsHistoryLimit(int value) {
      successfulJobsHistoryLimit = value;
      return this;
    }

    /** See {@link CronJobSpec#failedJobsHistoryLimit()}. */
    public Builder failedJobsHistoryLimit(int value) {
      failedJobsHistoryLimit = value;
      return this;
    }

    /** The spec. */
    public CronJobSpec build() {
      return new CronJobSpec(
          schedule,
          jobTemplate,
          jobLabels,
          timeZone,
          startingDeadlineNanos,
          concurrencyPolicy,
          suspend,
          successfulJobsHistoryLimit,
          failedJobsHistoryLimit);
    }
  }
}
