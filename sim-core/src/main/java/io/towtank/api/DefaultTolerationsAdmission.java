package io.towtank.api;

import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Makes pods tolerate for a time that their node is not ready or not reachable; it does nothing
 * before it is told to. Source: Kubernetes v1.34, admission plugin {@code
 * DefaultTolerationSeconds}.
 */
final class DefaultTolerationsAdmission implements Admission<Pod> {
  private List<Toleration> defaults = List.of();

  /** Specs by what they were made from: pods of one template go on sharing theirs. */
  private final Map<PodSpec, PodSpec> specByDraft = new WeakHashMap<>();

  void enable(long notReadySeconds, long unreachableSeconds) {
    if (notReadySeconds < 0 || unreachableSeconds < 0) {
      throw new IllegalArgumentException("toleration seconds must be 0 or more");
    }
    defaults =
        List.of(
            toleration(Taint.NOT_READY, notReadySeconds),
            toleration(Taint.UNREACHABLE, unreachableSeconds));
    specByDraft.clear();
  }

  private static Toleration toleration(String key, long seconds) {
    return new Toleration(key, Toleration.Operator.EXISTS, "", TaintEffect.NO_EXECUTE, seconds);
  }

  @Override
  public Pod admit(Pod pod) {
    if (defaults.isEmpty()) {
      return pod;
    }
    PodSpec spec = specByDraft.computeIfAbsent(pod.spec(), this::completed);
    return pod.toBuilder().spec(spec).build();
  }

  private PodSpec completed(PodSpec spec) {
    List<Toleration> all = new ArrayList<>(spec.tolerations());
    for (Toleration wanted : defaults) {
      if (spec.tolerations().stream().noneMatch(toleration -> covers(toleration, wanted.key()))) {
        all.add(wanted);
      }
    }
    return spec.toBuilder().tolerations(all).build();
  }

  private static boolean covers(Toleration toleration, String key) {
    return (toleration.key().isEmpty() || toleration.key().equals(key))
        && (toleration.effect() == null || toleration.effect() == TaintEffect.NO_EXECUTE);
  }
}
