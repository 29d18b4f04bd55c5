package io.towtank.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pods that a pod wants to be near, or far from.
 *
 * @param labelSelector which pods; null for none
 * @param namespaces where those pods are; with a null namespace selector, empty stands for the
 *     pod's own namespace
 * @param namespaceSelector further namespaces, by their labels; null for none, an empty one for all
 * @param topologyKey node label whose equal values make nodes near
 * @param matchLabelKeys keys whose value those pods share with this pod; admission merges them into
 *     the label selector
 * @param mismatchLabelKeys keys whose value those pods must not share with this pod; merged too
 */
public record PodAffinityTerm(
    @Nullable LabelSelector labelSelector,
    List<String> namespaces,
    @Nullable LabelSelector namespaceSelector,
    String topologyKey,
    List<String> matchLabelKeys,
    List<String> mismatchLabelKeys) {
  /** Copies the lists. */
  public PodAffinityTerm {
    namespaces = List.copyOf(namespaces);
    matchLabelKeys = List.copyOf(matchLabelKeys);
    mismatchLabelKeys = List.copyOf(mismatchLabelKeys);
  }

  /** Pods of the pod's own namespace. */
  public static PodAffinityTerm of(LabelSelector selector, String topologyKey) {
    return new PodAffinityTerm(selector, List.of(), null, topologyKey, List.of(), List.of());
  }

  /** The same with another label selector. */
  public PodAffinityTerm withLabelSelector(LabelSelector selector) {
    return new PodAffinityTerm(
        selector, namespaces, namespaceSelector, topologyKey, matchLabelKeys, mismatchLabelKeys);
  }
}
