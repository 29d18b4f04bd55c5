package io.towtank.kubelet.machine;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.Container;
import io.towtank.model.Pod;
import io.towtank.model.ResourceNames;

/** How much memory containers use; by default nobody uses any, and nothing runs short. */
public interface UsageModel {
  /** Nobody uses any. */
  UsageModel NONE = fractionOfRequest(0);

  /**
   * Memory that a container uses.
   *
   * @param runNanos time since it started
   */
  long memoryBytes(Pod pod, Container container, long runNanos);

  /**
   * When that changes next, as time since the container started; {@link Pod#NEVER} if it does not.
   */
  default long nextChangeNanos(Pod pod, Container container, long runNanos) {
    return Pod.NEVER;
  }

  /** Whether anybody uses any. */
  default boolean isAny() {
    return true;
  }

  /** All use the same part of what they request, which may be more than 1. */
  static UsageModel fractionOfRequest(double fraction) {
    if (!(fraction >= 0 && fraction < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a fraction of a request can't be " + fraction);
    }
    return new UsageModel() {
      @Override
      public long memoryBytes(Pod pod, Container container, long runNanos) {
        return (long) (fraction * container.requests().get(ResourceNames.MEMORY));
      }

      @Override
      public boolean isAny() {
        return fraction > 0;
      }
    };
  }

  /**
   * Each container uses a part of its request drawn once from a normal distribution, cut off at 0:
   * the same in every run under one seed, whatever the policy.
   */
  static UsageModel normalFractionOfRequest(
      RandomStreams streams, double mean, double standardDeviation) {
    return (pod, container, runNanos) -> {
      double fraction =
          streams.stream("container-usage", pod.key() + "/" + container.name())
              .normal(mean, standardDeviation);
      return (long) (Math.max(0, fraction) * container.requests().get(ResourceNames.MEMORY));
    };
  }
}
