package io.towtank.workloads.kubernetes;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the deletion of a pod costs, by its annotation. Source: Kubernetes v1.34, {@code
 * PodDeletionCost}, {@code GetDeletionCostFromPodAnnotations}.
 */
final class DeletionCost {
  private static final String ANNOTATION = "controller.kubernetes.io/pod-deletion-cost";

  /** No sign but a minus, no leading zeros. */
  private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,9}");

  private DeletionCost() {}

  /**
   * The cost, 0 where nothing is said.
   *
   * @param tree the pod or template, whose {@code metadata.annotations} are looked at
   */
  static int read(Manifest manifest, Map<?, ?> tree) {
    if (!(tree.get("metadata") instanceof Map<?, ?> metadata
        && metadata.get("annotations") instanceof Map<?, ?> annotations
        && annotations.containsKey(ANNOTATION))) {
      return 0;
    }
    String text = String.valueOf(annotations.get(ANNOTATION));
    long cost = NUMBER.matcher(text).matches() ? Long.parseLong(text) : Long.MAX_VALUE;
    if (cost != (int) cost) {
      throw manifest.unexpected(
          "metadata.annotations." + ANNOTATION,
          text,
          "a whole number from -2147483648 to 2147483647");
    }
    return (int) cost;
  }
}
