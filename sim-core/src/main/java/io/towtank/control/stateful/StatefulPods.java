package io.towtank.control.stateful;

import io.towtank.control.RevisionHistory;
import io.towtank.model.ControllerRevision;
import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.PodTemplate;
import io.towtank.model.StatefulSet;
import org.jspecify.annotations.Nullable;

/**
 * What makes a pod one of a stateful set's, and how it stands. Source: Kubernetes v1.34, {@code
 * pkg/controller/statefulset/stateful_set_utils.go}.
 */
final class StatefulPods {
  /** Label: the pod's name. */
  static final String NAME_LABEL = "statefulset.kubernetes.io/pod-name";

  /** Label: the pod's ordinal. */
  static final String INDEX_LABEL = "apps.kubernetes.io/pod-index";

  private static final int ORDINAL_DIGITS_MAX = 9;

  private StatefulPods() {}

  /** Ordinal of a pod of this set; -1 if its name is not one of the set's. */
  static int ordinal(String setName, Pod pod) {
    String name = pod.name();
    int digits = setName.length() + 1;
    if (!name.startsWith(setName)
        || name.length() <= digits
        || name.length() > digits + ORDINAL_DIGITS_MAX
        || name.charAt(digits - 1) != '-') {
      return -1;
    }
    int ordinal = 0;
    for (int i = digits; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      ordinal = 10 * ordinal + (c - '0');
    }
    return ordinal;
  }

  /** The pod of an ordinal, made from a revision. */
  static Pod make(StatefulSet set, ControllerRevision revision, int ordinal) {
    String name = set.name() + "-" + ordinal;
    PodTemplate template = revision.template();
    Labels labels =
        template
            .labels()
            .with(NAME_LABEL, name)
            .with(INDEX_LABEL, String.valueOf(ordinal))
            .with(RevisionHistory.POD_LABEL, revision.name());
    return template
        .pod(set.namespace(), name, OwnerReference.to(StatefulSetController.KIND, set))
        .labels(labels)
        .spec(StatefulClaims.withVolumes(template.spec(), set.spec(), name))
        .build();
  }

  /** Name of the revision that a pod was made from, empty for none. */
  static String revision(Pod pod) {
    String name = pod.labels().get(RevisionHistory.POD_LABEL);
    return name == null ? "" : name;
  }

  /** Whether it runs and is ready. */
  static boolean isReady(Pod pod) {
    return pod.phase() == PodPhase.RUNNING && pod.ready();
  }

  /** Whether it runs and has been ready for long enough. */
  static boolean isAvailable(Pod pod, long nowNanos, long minReadyNanos) {
    return isReady(pod) && pod.isAvailable(nowNanos, minReadyNanos);
  }

  /** Whether it is not there, not available, or ending. */
  static boolean isUnavailable(@Nullable Pod pod, long nowNanos, long minReadyNanos) {
    return pod == null || pod.isTerminating() || !isAvailable(pod, nowNanos, minReadyNanos);
  }
}
