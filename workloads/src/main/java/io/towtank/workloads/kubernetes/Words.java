package io.towtank.workloads.kubernetes;

import io.towtank.model.LabelSelectorRequirement;
import io.towtank.model.NodeCondition;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.PodPhase;
import io.towtank.model.PreemptionPolicy;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import io.towtank.model.TopologySpreadConstraint.NodeInclusionPolicy;
import io.towtank.model.TopologySpreadConstraint.WhenUnsatisfiable;
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
