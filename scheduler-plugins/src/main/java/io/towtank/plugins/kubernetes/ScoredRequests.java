package io.towtank.plugins.kubernetes;

import io.towtank.model.ResourceIndex;
import io.towtank.plugins.ResourceWeights;
import io.towtank.scheduling.framework.PodInfo;
import org.jspecify.annotations.Nullable;

/**
 * The resources that enter the scores of one pod, with what it requests of each: worked out once,
 * as scores are asked for node after node.
 */
final class ScoredRequests {
  private final ResourceWeights resources;
  private final boolean withDefaults;
  private final int[] numbers;
  private final long[] requests;
  private final long[] weights;
  private int size;
  private @Nullable PodInfo preparedFor;

  /**
   * Requests of these resources.
   *
   * @param withDefaults whether containers without requests count with scoring's defaults
   */
  ScoredRequests(ResourceWeights resources, boolean withDefaults) {
    this.resources = resources;
    this.withDefaults = withDefaults;
    numbers = new int[resources.size()];
    requests = new long[numbers.length];
    weights = new long[numbers.length];
  }

  /** Takes over what the pod requests, if it has not yet. */
  @SuppressWarnings("ReferenceEquality") // a pod of the same name may have changed
  void prepare(PodInfo pod) {
    if (pod == preparedFor) {
      return;
    }
    preparedFor = pod;
    size = 0;
    for (int i = 0; i < resources.size(); i++) {
      int resource = resources.resource(i);
      long request = withDefaults ? pod.scoringRequest(resource) : pod.request(resource);
      if (counts(resource, request)) {
        numbers[size] = resource;
        requests[size] = request;
        weights[size++] = resources.weight(i);
      }
    }
  }

  /**
   * Whether a resource enters the score: CPU, memory and ephemeral storage always, others where the
   * pod requests them, the number of pods never.
   */
  private static boolean counts(int resource, long request) {
    return resource < ResourceIndex.PODS || (resource > ResourceIndex.PODS && request != 0);
  }

  /** How many resources enter the score. */
  int size() {
    return size;
  }

  /** Number of the i-th in the {@link ResourceIndex}. */
  int resource(int i) {
    return numbers[i];
  }

  /** What the pod requests of the i-th. */
  long request(int i) {
    return requests[i];
  }

  /** Weight of the i-th. */
  long weight(int i) {
    return weights[i];
  }
}
