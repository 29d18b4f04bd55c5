package io.towtank.plugins.kubernetes.affinity;

import io.towtank.model.Namespace;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.Lister;

/**
 * What {@link InterPodAffinity} was told.
 *
 * @param hardPodAffinityWeight weight of other pods' required affinity
 * @param ignorePreferredTermsOfExistingPods whether pods without preferences of their own have none
 */
record InterPodAffinityRules(
    FrameworkHandle handle,
    long hardPodAffinityWeight,
    boolean ignorePreferredTermsOfExistingPods) {
  /** All namespaces there are. */
  Lister<Namespace> namespaces() {
    return handle.objects().namespaces();
  }

  /** Whether preferences may count for a pod. */
  boolean hasPreferences(PodSpec spec) {
    return !ignorePreferredTermsOfExistingPods || PreferredTerms.hasOwn(spec);
  }

  /** A pod's preferred terms, without any pod counted. */
  PreferredTerms preferred(Pod pod) {
    return new PreferredTerms(pod, namespaces(), hardPodAffinityWeight);
  }
}
