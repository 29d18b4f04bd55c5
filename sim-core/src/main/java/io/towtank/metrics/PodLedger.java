package io.towtank.metrics;

import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.ResourceIndex;
import io.towtank.record.Distribution;
import io.towtank.record.PodOutcome;
import io.towtank.record.PodRow;
import io.towtank.record.RunRecorder;

/** Counts pods, measures how long they waited, and writes a row for each when it has ended. */
final class PodLedger {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double SLOWDOWN_UNIT = 1e6;
  private static final double SLOWDOWN_MAX = 1e12;

  private final RunRecorder recorder;
  private final RequestLists requests;
  private final ValueDistribution waitNanos = new ValueDistribution();
  private final ValueDistribution attemptLatencyNanos = new ValueDistribution();
  private final ValueDistribution slowdownMillionths = new ValueDistribution();
  private final long[] outcomes = new long[PodOutcome.values().length];
  private long submitted;
  private long bound;
  private long firstCreatedNanos = Pod.NEVER;
  private long lastFinishedNanos = Pod.NEVER;

  PodLedger(ResourceIndex index, RunRecorder recorder) {
    this.recorder = recorder;
    requests = new RequestLists(index);
  }

  void created(Pod pod) {
    submitted++;
    if (firstCreatedNanos == Pod.NEVER) {
      firstCreatedNanos = pod.createdNanos();
    }
  }

  /** The pod is bound and has not ended. */
  void bound(PodAccount account) {
    Pod pod = account.pod;
    bound++;
    if (pod.boundNanos() == Pod.NEVER) {
      return; // it came with a node, nobody bound it
    }
    waitNanos.add(pod.boundNanos() - pod.createdNanos());
    if (account.attemptStartNanos != Pod.NEVER) {
      attemptLatencyNanos.add(pod.boundNanos() - account.attemptStartNanos);
    }
  }

  /**
   * The pod has ended: by its phase, or because it was deleted.
   *
   * @param wasBound whether {@link #bound} was called for it
   * @param deletedNanos when it was deleted; -1 if its phase says that it has ended
   * @param nowNanos when the API shows it
   */
  void ended(PodAccount account, boolean wasBound, long deletedNanos, long nowNanos) {
    Pod pod = account.pod;
    long finished = pod.finishedNanos() != Pod.NEVER ? pod.finishedNanos() : deletedNanos;
    if (wasBound) {
      bound--;
    }
    if (finished != Pod.NEVER) {
      lastFinishedNanos = Math.max(lastFinishedNanos, finished);
    }
    long run = finished - pod.startedNanos();
    boolean ran = pod.boundNanos() != Pod.NEVER && pod.startedNanos() != Pod.NEVER;
    if (ran && run > 0) {
      double slowdown = ((double) (pod.boundNanos() - pod.createdNanos()) + run) / run;
      slowdownMillionths.add(Math.round(Math.min(slowdown, SLOWDOWN_MAX) * SLOWDOWN_UNIT));
    }
    boolean well = pod.phase() == PodPhase.SUCCEEDED;
    String reason = well || !pod.reason().isEmpty() ? pod.reason() : defaultReason(pod);
    write(account, well ? PodOutcome.SUCCEEDED : PodOutcome.FAILED, finished, nowNanos, reason);
  }

  private static String defaultReason(Pod pod) {
    if (!pod.disruptionReason().isEmpty()) {
      return pod.disruptionReason();
    }
    return pod.phase().isTerminal() ? "Failed" : "Deleted";
  }

  /** The run is over and the pod has not ended. */
  void left(PodAccount account) {
    PodOutcome outcome =
        account.pod.isBound()
            ? PodOutcome.RUNNING
            : account.neverFits ? PodOutcome.NEVER_FITTING : PodOutcome.PENDING;
    write(account, outcome, Pod.NEVER, Pod.NEVER, account.pod.reason());
  }

  @SuppressWarnings("EnumOrdinal") // an array by outcome
  private void write(
      PodAccount account,
      PodOutcome outcome,
      long finishedNanos,
      long releasedNanos,
      String reason) {
    outcomes[outcome.ordinal()]++;
    Pod pod = account.pod;
    OwnerReference owner = pod.owner();
    recorder.pod(
        new PodRow(
            pod.namespace(),
            pod.name(),
            owner == null ? "" : owner.kind() + "/" + owner.name(),
            pod.priority(),
            requests.of(account.info),
            pod.durationNanos(),
            pod.createdNanos(),
            account.attempts,
            pod.boundNanos(),
            pod.startedNanos(),
            finishedNanos,
            releasedNanos,
            pod.nodeName(),
            outcome,
            reason));
  }

  @SuppressWarnings("EnumOrdinal") // an array by outcome
  long count(PodOutcome outcome) {
    return outcomes[outcome.ordinal()];
  }

  long submitted() {
    return submitted;
  }

  /** Pods that are bound and have not ended. */
  long running() {
    return bound;
  }

  long ended() {
    return count(PodOutcome.SUCCEEDED) + count(PodOutcome.FAILED);
  }

  double makespanSeconds() {
    return lastFinishedNanos == Pod.NEVER
        ? 0
        : (lastFinishedNanos - firstCreatedNanos) / NANOS_PER_SECOND;
  }

  Distribution waitSeconds() {
    return waitNanos.toDistribution(NANOS_PER_SECOND);
  }

  Distribution attemptLatencySeconds() {
    return attemptLatencyNanos.toDistribution(NANOS_PER_SECOND);
  }

  Distribution slowdown() {
    return slowdownMillionths.toDistribution(SLOWDOWN_UNIT);
  }
}
