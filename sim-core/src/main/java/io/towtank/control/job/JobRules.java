package io.towtank.control.job;

import io.towtank.model.Job;
import io.towtank.model.JobSpec;
import io.towtank.model.JobSpec.CompletionMode;
import io.towtank.model.JobSpec.PodReplacementPolicy;
import io.towtank.model.Pod;
import io.towtank.model.PodFailurePolicy;
import io.towtank.model.PodFailurePolicy.Action;
import io.towtank.model.PodPhase;
import java.util.Comparator;

/** What a job's spec says of a pod. Source: Kubernetes v1.34, {@code pkg/controller/job}. */
final class JobRules {
  /**
   * Label with the pod's index. Source: Kubernetes v1.34, {@code
   * batch.JobCompletionIndexAnnotation}.
   */
  static final String INDEX_LABEL = "batch.kubernetes.io/job-completion-index";

  /** Index of a pod that has none. */
  static final int NO_INDEX = -1;

  /**
   * Which pods go first when there are too many: without a node; pending; not ready; ready for less
   * time; restarted more often; younger. Source: Kubernetes v1.34, {@code controller.ActivePods}.
   */
  static final Comparator<Pod> DELETION_ORDER =
      Comparator.comparing(Pod::isBound)
          .thenComparing((Pod pod) -> pod.phase() == PodPhase.RUNNING)
          .thenComparing(Pod::ready)
          .thenComparing((Pod pod) -> pod.ready() ? -pod.readyNanos() : 0L)
          .thenComparing((Pod pod) -> -pod.restarts())
          .thenComparing((Pod pod) -> -pod.createdNanos())
          .thenComparing(Pod::uid);

  private JobRules() {}

  static boolean isIndexed(Job job) {
    return job.spec().completionMode() == CompletionMode.INDEXED;
  }

  static boolean hasLimitPerIndex(Job job) {
    return isIndexed(job) && job.spec().backoffLimitPerIndex() != null;
  }

  static int completions(Job job) {
    Integer completions = job.spec().completions();
    return completions == null ? Integer.MAX_VALUE : completions;
  }

  /** A pod's index; {@link #NO_INDEX} where it has none, or none that its job has use for. */
  static int index(Job job, Pod pod) {
    int index = index(pod);
    return index < completions(job) ? index : NO_INDEX;
  }

  private static int index(Pod pod) {
    String label = pod.labels().get(INDEX_LABEL);
    if (label == null || !label.matches("[0-9]{1,9}")) {
      return NO_INDEX;
    }
    return Integer.parseInt(label);
  }

  /** Whether pods that end are not replaced before they have ended. */
  static boolean replacesFailedOnly(JobSpec spec) {
    return spec.podReplacementPolicy() == PodReplacementPolicy.FAILED
        || !spec.podFailurePolicy().equals(PodFailurePolicy.NONE);
  }

  /** Whether a pod counts as failed: also one that is told to end, unless that is waited for. */
  static boolean isFailed(Job job, Pod pod) {
    return pod.phase() == PodPhase.FAILED
        || (!replacesFailedOnly(job.spec())
            && pod.isTerminating()
            && pod.phase() != PodPhase.SUCCEEDED);
  }

  static boolean isActive(Pod pod) {
    return !pod.phase().isTerminal() && !pod.isTerminating();
  }

  /** What follows from the end of a pod; the codes of runs before the present one don't matter. */
  static Action action(Job job, Pod pod) {
    return isActive(pod) ? Action.COUNT : job.spec().podFailurePolicy().actionFor(pod);
  }

  /** Whether a failure gives up its index. Source: {@code isIndexFailed}. */
  static boolean failsIndex(Job job, JobLedger.Entry entry) {
    Integer limit = job.spec().backoffLimitPerIndex();
    if (limit == null || !isFailed(job, entry.pod())) {
      return false;
    }
    Action action = action(job, entry.pod());
    return action == Action.FAIL_INDEX || (action != Action.IGNORE && entry.failures() >= limit);
  }
}
