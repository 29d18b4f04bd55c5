package io.towtank.record;

import io.towtank.model.ResourceList;

/**
 * One pod's story. Times are simulation nanoseconds, -1 where the thing has not happened.
 *
 * @param owner {@code Kind/name} of what made it, empty for a bare pod
 * @param requests effective requests, devices in thousandths
 * @param durationNanos how long it wanted to run, -1 for ever
 * @param attempts scheduling attempts
 * @param releasedNanos when the API showed that it had ended or was gone, so that its node had its
 *     room back
 * @param node where it was bound, empty if it never was
 * @param reason why it is not well, in kube-scheduler's words where it could not be scheduled;
 *     empty where all is well
 */
public record PodRow(
    String namespace,
    String name,
    String owner,
    int priority,
    ResourceList requests,
    long durationNanos,
    long createdNanos,
    int attempts,
    long boundNanos,
    long startedNanos,
    long finishedNanos,
    long releasedNanos,
    String node,
    PodOutcome outcome,
    String reason) {
  /** A pod of which the API knew at once that it had ended. */
  public PodRow(
      String namespace,
      String name,
      String owner,
      int priority,
      ResourceList requests,
      long durationNanos,
      long createdNanos,
      int attempts,
      long boundNanos,
      long startedNanos,
      long finishedNanos,
      String node,
      PodOutcome outcome,
      String reason) {
    this(
        namespace,
        name,
        owner,
        priority,
        requests,
        durationNanos,
        createdNanos,
        attempts,
        boundNanos,
        startedNanos,
        finishedNanos,
        finishedNanos,
        node,
        outcome,
        reason);
  }
}
