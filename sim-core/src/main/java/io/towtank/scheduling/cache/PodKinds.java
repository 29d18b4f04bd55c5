package io.towtank.scheduling.cache;

import io.towtank.model.Labels;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodSpec;
import io.towtank.scheduling.framework.PodInfo;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the {@linkplain PodInfo#kind kinds} of pods, from 1. Kinds that are too many are
 * forgotten: pods of a forgotten kind get a new number, and numbers are not used again.
 */
final class PodKinds {
  private static final int KINDS_MAX = 1 << 15;

  private record Kind(
      String namespace,
      Labels labels,
      PodAffinity affinity,
      PodAffinity antiAffinity,
      boolean isTerminating) {}

  /** The kind that was met last with a spec, as most pods of a spec are of one kind. */
  private record Latest(Pod pod, int number) {
    @SuppressWarnings("ReferenceEquality") // equal labels are mostly the same
    boolean isKindOf(Pod other) {
      return (pod.labels() == other.labels() || pod.labels().equals(other.labels()))
          && pod.namespace().equals(other.namespace())
          && pod.isTerminating() == other.isTerminating();
    }
  }

  private final Map<PodSpec, Latest> latest = new HashMap<>();
  private final Map<Kind, Integer> numbers = new HashMap<>();
  private int last;

  /** Gives the pod the number of its kind. */
  void number(PodInfo info) {
    if (info.kind() != 0) {
      return;
    }
    Pod pod = info.pod();
    Latest sameSpec = latest.get(pod.spec());
    if (sameSpec != null && sameSpec.isKindOf(pod)) {
      info.setKind(sameSpec.number());
      return;
    }
    if (numbers.size() >= KINDS_MAX) {
      numbers.clear();
    }
    if (latest.size() >= KINDS_MAX) {
      latest.clear();
    }
    int number =
        numbers.computeIfAbsent(
            new Kind(
                pod.namespace(),
                pod.labels(),
                pod.spec().podAffinity(),
                pod.spec().podAntiAffinity(),
                pod.isTerminating()),
            kind -> ++last);
    latest.put(pod.spec(), new Latest(pod, number));
    info.setKind(number);
  }
}
