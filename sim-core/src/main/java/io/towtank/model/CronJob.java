package io.towtank.model;

import java.util.List;

/**
 * Starts jobs by the clock.
 *
 * @param spec what its user declares
 * @param status how it stands
 */
public record CronJob(ObjectMeta meta, CronJobSpec spec, Status status, long resourceVersion)
    implements MetaObject<CronJob> {
  /**
   * How a cron job stands.
   *
   * @param active names of its jobs that run
   * @param lastScheduleNanos when a job was due last that was started
   * @param lastSuccessfulNanos when a job of its succeeded last
   */
  public record Status(List<String> active, long lastScheduleNanos, long lastSuccessfulNanos) {
    /** Nothing has happened yet. */
    public static final Status INITIAL = new Status(List.of(), Pod.NEVER, Pod.NEVER);

    /** Copies the names. */
    public Status {
      active = List.copyOf(active);
    }
  }

  /** An object yet to be stored. */
  public CronJob(ObjectMeta meta, CronJobSpec spec) {
    this(meta, spec, Status.INITIAL, 0);
  }

  @Override
  public CronJob withMeta(ObjectMeta value) {
    return new CronJob(value, spec, status, resourceVersion);
  }

  /** The same, declared otherwise. */
  public CronJob withSpec(CronJobSpec value) {
    return new CronJob(meta, value, status, resourceVersion);
  }

  /** The same with another status. */
  public CronJob withStatus(Status value) {
    return new CronJob(meta, spec, value, resourceVersion);
  }

  @Override
  public CronJob withResourceVersion(long value) {
    return new CronJob(meta, spec, status, value);
  }

  @Override
  public long contentHash() {
    return 31L * spec.toString().hashCode()
        + status.toString().hashCode()
        + 7 * meta.deletionNanos();
  }
}
