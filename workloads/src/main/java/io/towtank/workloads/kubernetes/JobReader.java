package io.towtank.workloads.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import io.towtank.model.CronJobSpec;
import io.towtank.model.JobSpec;
import io.towtank.model.Labels;
import io.towtank.model.Pod;
import io.towtank.model.PodFailurePolicy;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what a job is to do, of one job or of a cron job's template. */
final class JobReader {
  /** Limit of a job that counts failures by index. Source: Kubernetes v1.34, {@code JobSpec}. */
  private static final int NO_BACKOFF_LIMIT = Integer.MAX_VALUE;

  private static final String DISRUPTION_TARGET = PodFailurePolicy.Rule.DISRUPTION_TARGET;

  private final Manifest manifest;
  private final Map<?, ?> tree;

  JobReader(Manifest manifest, Map<?, ?> tree) {
    this.manifest = manifest;
    this.tree = tree;
  }

  static CronJobSpec cronJob(
      Manifest manifest,
      Map<?, ?> tree,
      io.fabric8.kubernetes.api.model.batch.v1.CronJobSpec spec) {
    var template = manifest.required(spec.getJobTemplate(), "spec.jobTemplate", "a mapping");
    Manifest part = manifest.under("spec.jobTemplate");
    var jobSpec = part.required(template.getSpec(), "spec", "a mapping");
    var metadata = template.getMetadata();
    return CronJobSpec.builder(
            manifest.requiredText(spec.getSchedule(), "spec.schedule"),
            new JobReader(part, TemplateReader.below(tree, "spec", "jobTemplate")).read(jobSpec))
        .jobLabels(
            metadata == null
                ? Labels.EMPTY
                : Fields.labels(part, metadata.getLabels(), "metadata.labels"))
        .timeZone(Fields.orEmpty(spec.getTimeZone()))
        .startingDeadlineNanos(
            Fields.seconds(
                manifest,
                spec.getStartingDeadlineSeconds(),
                "spec.startingDeadlineSeconds",
                Pod.NEVER))
        .concurrencyPolicy(
            manifest.word(
                spec.getConcurrencyPolicy(),
                "spec.concurrencyPolicy",
                Words.CONCURRENCY_POLICIES,
                CronJobSpec.ConcurrencyPolicy.ALLOW))
        .suspend(Boolean.TRUE.equals(spec.getSuspend()))
        .successfulJobsHistoryLimit(
            Fields.count(
                manifest,
                spec.getSuccessfulJobsHistoryLimit(),
                "spec.successfulJobsHistoryLimit",
                CronJobSpec.SUCCESSFUL_JOBS_HISTORY_LIMIT))
        .failedJobsHistoryLimit(
            Fields.count(
                manifest,
                spec.getFailedJobsHistoryLimit(),
                "spec.failedJobsHistoryLimit",
                CronJobSpec.FAILED_JOBS_HISTORY_LIMIT))
        .build();
  }

  /** Defaults are those of {@code SetDefaults_Job}, Kubernetes v1.34. */
  JobSpec read(io.fabric8.kubernetes.api.model.batch.v1.JobSpec spec) {
    JobSpec.CompletionMode mode =
        manifest.word(
            spec.getCompletionMode(),
            "spec.completionMode",
            Words.COMPLETION_MODES,
            JobSpec.CompletionMode.NON_INDEXED);
    Integer completions = completions(spec);
    if (mode == JobSpec.CompletionMode.INDEXED && completions == null) {
      throw manifest.unexpected("spec.completions", null, "a whole number, 0 or more");
    }
    Integer perIndex = spec.getBackoffLimitPerIndex();
    if (perIndex != null && mode != JobSpec.CompletionMode.INDEXED) {
      throw manifest.problem(
          "spec.backoffLimitPerIndex", "expected none, since the job is not Indexed");
    }
    PodFailurePolicy failurePolicy = failurePolicy(spec);
    manifest.warnIfSet(
        spec.getSuccessPolicy(), "spec.successPolicy", "a job succeeds by its completions");
    manifest.warnIfSet(
        spec.getManagedBy(), "spec.managedBy", "every job has Kubernetes' own controller");
    return JobSpec.builder(new TemplateReader(manifest, tree).forJob(spec.getTemplate()))
        .parallelism(Fields.count(manifest, spec.getParallelism(), "spec.parallelism", 1))
        .completions(completions)
        .completionMode(mode)
        .backoffLimit(
            Fields.count(
                manifest,
                spec.getBackoffLimit(),
                "spec.backoffLimit",
                perIndex == null ? JobSpec.BACKOFF_LIMIT : NO_BACKOFF_LIMIT))
        .backoffLimitPerIndex(optional(perIndex, "spec.backoffLimitPerIndex"))
        .maxFailedIndexes(optional(spec.getMaxFailedIndexes(), "spec.maxFailedIndexes"))
        .activeDeadlineNanos(
            Fields.seconds(
                manifest, spec.getActiveDeadlineSeconds(), "spec.activeDeadlineSeconds", Pod.NEVER))
        .ttlAfterFinishedNanos(
            Fields.seconds(
                manifest,
                spec.getTtlSecondsAfterFinished(),
                "spec.ttlSecondsAfterFinished",
                Pod.NEVER))
        .suspend(Boolean.TRUE.equals(spec.getSuspend()))
        .podFailurePolicy(failurePolicy)
        .podReplacementPolicy(
            manifest.word(
                spec.getPodReplacementPolicy(),
                "spec.podReplacementPolicy",
                Words.POD_REPLACEMENT_POLICIES,
                spec.getPodFailurePolicy() == null
                    ? JobSpec.PodReplacementPolicy.TERMINATING_OR_FAILED
                    : JobSpec.PodReplacementPolicy.FAILED))
        .build();
  }

  /** One where neither number is said; none where only the parallelism is. */
  private @Nullable Integer completions(io.fabric8.kubernetes.api.model.batch.v1.JobSpec spec) {
    Integer absent = spec.getParallelism() == null ? Integer.valueOf(1) : null;
    Integer given = optional(spec.getCompletions(), "spec.completions");
    return given == null ? absent : given;
  }

  private @Nullable Integer optional(@Nullable Integer value, String path) {
    return value == null ? null : Fields.count(manifest, value, path, 0);
  }

  private PodFailurePolicy failurePolicy(io.fabric8.kubernetes.api.model.batch.v1.JobSpec spec) {
    var policy = spec.getPodFailurePolicy();
    return policy == null
        ? PodFailurePolicy.NONE
        : new PodFailurePolicy(
            manifest.each(policy.getRules(), "spec.podFailurePolicy.rules", this::rule));
  }

  private PodFailurePolicy.Rule rule(PodFailurePolicyRule rule, String path) {
    PodFailurePolicy.Action action =
        manifest.word(rule.getAction(), path + ".action", Words.FAILURE_ACTIONS);
    var codes = rule.getOnExitCodes();
    if (codes == null) {
      List<String> conditions =
          manifest.each(
              rule.getOnPodConditions(),
              path + ".onPodConditions",
              (condition, at) -> manifest.requiredText(condition.getType(), at + ".type"));
      if (!conditions.contains(DISRUPTION_TARGET)) {
        manifest.warn(
            path + ".onPodConditions",
            "has no effect: pods have no other condition than " + DISRUPTION_TARGET);
      }
      return new PodFailurePolicy.Rule(action, "", new TreeSet<>(), true, conditions);
    }
    SortedSet<Integer> values =
        new TreeSet<>(
            manifest.each(
                codes.getValues(),
                path + ".onExitCodes.values",
                (value, at) -> manifest.number(value, at, 0, Integer.MAX_VALUE)));
    if (values.isEmpty()) {
      throw manifest.unexpected(path + ".onExitCodes.values", null, "one exit code or more");
    }
    return new PodFailurePolicy.Rule(
        action,
        Fields.orEmpty(codes.getContainerName()),
        values,
        manifest.word(codes.getOperator(), path + ".onExitCodes.operator", Words.IN_OR_NOT),
        List.of());
  }
}
