package io.towtank.workloads.kubernetes;

import io.towtank.model.CronJobSpec;
import io.towtank.model.DeploymentSpec;
import io.towtank.model.JobSpec;
import io.towtank.model.LabelSelectorRequirement;
import io.towtank.model.LimitRange;
import io.towtank.model.NodeCondition;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PodFailurePolicy;
import io.towtank.model.PodPhase;
import io.towtank.model.PreemptionPolicy;
import io.towtank.model.ResourceQuota;
import io.towtank.model.RestartPolicy;
import io.towtank.model.StatefulSetSpec;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import io.towtank.model.TopologySpreadConstraint.NodeInclusionPolicy;
import io.towtank.model.TopologySpreadConstraint.WhenUnsatisfiable;
import io.towtank.model.UpdateStrategy;
import io.towtank.model.VolumeAccessMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The words that Kubernetes has for constants, in the order in which messages list them. */
final class Words {
  static final Map<String, TaintEffect> TAINT_EFFECTS =
      words(
          "NoSchedule",
          TaintEffect.NO_SCHEDULE,
          "PreferNoSchedule",
          TaintEffect.PREFER_NO_SCHEDULE,
          "NoExecute",
          TaintEffect.NO_EXECUTE);

  static final Map<String, Toleration.Operator> TOLERATION_OPERATORS =
      words("Equal", Toleration.Operator.EQUAL, "Exists", Toleration.Operator.EXISTS);

  static final Map<String, PreemptionPolicy> PREEMPTION_POLICIES =
      words(
          "PreemptLowerPriority",
          PreemptionPolicy.PREEMPT_LOWER_PRIORITY,
          "Never",
          PreemptionPolicy.NEVER);

  static final Map<String, LabelSelectorRequirement.Operator> LABEL_OPERATORS =
      words(
          "In",
          LabelSelectorRequirement.Operator.IN,
          "NotIn",
          LabelSelectorRequirement.Operator.NOT_IN,
          "Exists",
          LabelSelectorRequirement.Operator.EXISTS,
          "DoesNotExist",
          LabelSelectorRequirement.Operator.DOES_NOT_EXIST);

  static final Map<String, NodeSelectorRequirement.Operator> NODE_OPERATORS =
      words(
          "In",
          NodeSelectorRequirement.Operator.IN,
          "NotIn",
          NodeSelectorRequirement.Operator.NOT_IN,
          "Exists",
          NodeSelectorRequirement.Operator.EXISTS,
          "DoesNotExist",
          NodeSelectorRequirement.Operator.DOES_NOT_EXIST,
          "Gt",
          NodeSelectorRequirement.Operator.GT,
          "Lt",
          NodeSelectorRequirement.Operator.LT);

  static final Map<String, WhenUnsatisfiable> WHEN_UNSATISFIABLE =
      words(
          "DoNotSchedule",
          WhenUnsatisfiable.DO_NOT_SCHEDULE,
          "ScheduleAnyway",
          WhenUnsatisfiable.SCHEDULE_ANYWAY);

  static final Map<String, NodeInclusionPolicy> INCLUSION_POLICIES =
      words("Honor", NodeInclusionPolicy.HONOR, "Ignore", NodeInclusionPolicy.IGNORE);

  static final Map<String, VolumeAccessMode> ACCESS_MODES =
      words(
          "ReadWriteOnce",
          VolumeAccessMode.READ_WRITE_ONCE,
          "ReadOnlyMany",
          VolumeAccessMode.READ_ONLY_MANY,
          "ReadWriteMany",
          VolumeAccessMode.READ_WRITE_MANY,
          "ReadWriteOncePod",
          VolumeAccessMode.READ_WRITE_ONCE_POD);

  static final Map<String, String> PROTOCOLS = same("TCP", "UDP", "SCTP");

  static final Map<String, Boolean> CLAIMS_ARE_DELETED = words("Retain", false, "Delete", true);

  static final Map<String, Boolean> WAITS_FOR_CONSUMER =
      words("Immediate", false, "WaitForFirstConsumer", true);

  /** A pod that has not been heard of is taken as running: it holds what it has. */
  static final Map<String, PodPhase> PHASES =
      words(
          "Pending",
          PodPhase.PENDING,
          "Running",
          PodPhase.RUNNING,
          "Succeeded",
          PodPhase.SUCCEEDED,
          "Failed",
          PodPhase.FAILED,
          "Unknown",
          PodPhase.RUNNING);

  static final Map<String, NodeCondition.Status> CONDITION_STATUSES =
      words(
          "True",
          NodeCondition.Status.TRUE,
          "False",
          NodeCondition.Status.FALSE,
          "Unknown",
          NodeCondition.Status.UNKNOWN);

  static final Map<String, RestartPolicy> RESTART_POLICIES =
      words(
          "Always",
          RestartPolicy.ALWAYS,
          "OnFailure",
          RestartPolicy.ON_FAILURE,
          "Never",
          RestartPolicy.NEVER);

  static final Map<String, DeploymentSpec.Strategy> DEPLOYMENT_STRATEGIES =
      words(
          "RollingUpdate",
          DeploymentSpec.Strategy.ROLLING_UPDATE,
          "Recreate",
          DeploymentSpec.Strategy.RECREATE);

  static final Map<String, UpdateStrategy> UPDATE_STRATEGIES =
      words("RollingUpdate", UpdateStrategy.ROLLING_UPDATE, "OnDelete", UpdateStrategy.ON_DELETE);

  static final Map<String, StatefulSetSpec.PodManagement> POD_MANAGEMENT =
      words(
          "OrderedReady",
          StatefulSetSpec.PodManagement.ORDERED_READY,
          "Parallel",
          StatefulSetSpec.PodManagement.PARALLEL);

  static final Map<String, JobSpec.CompletionMode> COMPLETION_MODES =
      words(
          "NonIndexed",
          JobSpec.CompletionMode.NON_INDEXED,
          "Indexed",
          JobSpec.CompletionMode.INDEXED);

  static final Map<String, JobSpec.PodReplacementPolicy> POD_REPLACEMENT_POLICIES =
      words(
          "TerminatingOrFailed",
          JobSpec.PodReplacementPolicy.TERMINATING_OR_FAILED,
          "Failed",
          JobSpec.PodReplacementPolicy.FAILED);

  static final Map<String, PodFailurePolicy.Action> FAILURE_ACTIONS =
      words(
          "FailJob",
          PodFailurePolicy.Action.FAIL_JOB,
          "FailIndex",
          PodFailurePolicy.Action.FAIL_INDEX,
          "Ignore",
          PodFailurePolicy.Action.IGNORE,
          "Count",
          PodFailurePolicy.Action.COUNT);

  static final Map<String, Boolean> IN_OR_NOT = words("In", true, "NotIn", false);

  static final Map<String, CronJobSpec.ConcurrencyPolicy> CONCURRENCY_POLICIES =
      words(
          "Allow",
          CronJobSpec.ConcurrencyPolicy.ALLOW,
          "Forbid",
          CronJobSpec.ConcurrencyPolicy.FORBID,
          "Replace",
          CronJobSpec.ConcurrencyPolicy.REPLACE);

  static final Map<String, PodDisruptionBudget.UnhealthyPodEvictionPolicy> UNHEALTHY_POLICIES =
      words(
          "IfHealthyBudget",
          PodDisruptionBudget.UnhealthyPodEvictionPolicy.IF_HEALTHY_BUDGET,
          "AlwaysAllow",
          PodDisruptionBudget.UnhealthyPodEvictionPolicy.ALWAYS_ALLOW);

  static final Map<String, ResourceQuota.Scope> QUOTA_SCOPES =
      words(
          "Terminating",
          ResourceQuota.Scope.TERMINATING,
          "NotTerminating",
          ResourceQuota.Scope.NOT_TERMINATING,
          "BestEffort",
          ResourceQuota.Scope.BEST_EFFORT,
          "NotBestEffort",
          ResourceQuota.Scope.NOT_BEST_EFFORT);

  static final Map<String, LimitRange.Type> LIMIT_TYPES =
      words(
          "Container",
          LimitRange.Type.CONTAINER,
          "Pod",
          LimitRange.Type.POD,
          "PersistentVolumeClaim",
          LimitRange.Type.PERSISTENT_VOLUME_CLAIM);

  private Words() {}

  /** Words that stand for themselves. */
  static Map<String, String> same(String... words) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String word : words) {
      map.put(word, word);
    }
    return Collections.unmodifiableMap(map);
  }

  @SuppressWarnings("unchecked")
  private static <T> Map<String, T> words(Object... wordsAndConstants) {
    Map<String, T> map = new LinkedHashMap<>();
    for (int i = 0; i < wordsAndConstants.length; i += 2) {
      map.put((String) wordsAndConstants[i], (T) wordsAndConstants[i + 1]);
    }
    return Collections.unmodifiableMap(map);
  }
}
