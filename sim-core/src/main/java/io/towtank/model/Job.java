package io.towtank.model;

/**
 * Runs pods until enough of them have succeeded.
 *
 * @param spec what its user declares
 * @param status how it stands
 */
public record Job(ObjectMeta meta, JobSpec spec, Status status, long resourceVersion)
    implements MetaObject<Job> {
  /**
   * How a job stands.
   *
   * @param active pods that wait or run, without those told to end
   * @param ready pods that are ready
   * @param terminating pods told to end that have not yet
   * @param succeeded pods that succeeded
   * @param failed pods that failed
   * @param startNanos when it was first worked on, or resumed
   * @param completionNanos when it succeeded
   * @param completedIndexes indexes done
   * @param failedIndexes indexes given up
   * @param condition where it stands
   * @param reason why, in Kubernetes' words
   * @param conditionNanos since when
   */
  public record Status(
      int active,
      int ready,
      int terminating,
      int succeeded,
      int failed,
      long startNanos,
      long completionNanos,
      IndexSet completedIndexes,
      IndexSet failedIndexes,
      Condition condition,
      String reason,
      long conditionNanos) {
    /** Nothing has happened yet. */
    public static final Status INITIAL =
        new Status(
            0,
            0,
            0,
            0,
            0,
            Pod.NEVER,
            Pod.NEVER,
            IndexSet.EMPTY,
            IndexSet.EMPTY,
            Condition.NONE,
            "",
            Pod.NEVER);
  }

  /** An object yet to be stored. */
  public Job(ObjectMeta meta, JobSpec spec) {
    this(meta, spec, Status.INITIAL, 0);
  }

  @Override
  public Job withMeta(ObjectMeta value) {
    return new Job(value, spec, status, resourceVersion);
  }

  /** The same, declared otherwise. */
  public Job withSpec(JobSpec value) {
    return new Job(meta, value, status, resourceVersion);
  }

  /** The same with another status. */
  public Job withStatus(Status value) {
    return new Job(meta, spec, value, resourceVersion);
  }

  @Override
  public Job withResourceVersion(long value) {
    return new Job(meta, spec, status, value);
  }

  @Override
  public long contentHash() {
    return 31L * spec.toString().hashCode()
        + status.toString().hashCode()
        + 7 * meta.deletionNanos();
  }

  /** Where a job stands. */
  public enum Condition {
    /** It runs. */
    NONE,
    /** It must not run. */
    SUSPENDED,
    /** It has succeeded; pods that are left are ending. */
    SUCCESS_CRITERIA_MET,
    /** It has failed; pods that are left are ending. */
    FAILURE_TARGET,
    /** It has succeeded. */
    COMPLETE,
    /** It has failed. */
    FAILED
  }

  /** Whether it has succeeded or failed. */
  public boolean isFinished() {
    return status.condition() == Condition.COMPLETE || status.condition() == Condition.FAILED;
  }
}
