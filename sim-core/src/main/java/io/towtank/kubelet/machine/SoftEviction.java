package io.towtank.kubelet.machine;

/**
 * A soft eviction threshold of memory: pods are ended when it has been crossed for a while, and may
 * take their time. Source: Kubernetes v1.34, {@code KubeletConfiguration}: {@code evictionSoft},
 * {@code evictionSoftGracePeriod}, {@code evictionMaxPodGracePeriod}; none by default.
 *
 * @param memoryBytes free memory below which it is crossed; 0 for no such threshold
 * @param graceNanos how long it must be crossed
 * @param podGraceNanosMax longest grace of a pod that is ended
 */
public record SoftEviction(long memoryBytes, long graceNanos, long podGraceNanosMax) {
  /** No soft threshold. */
  public static final SoftEviction NONE = new SoftEviction(0, 0, 0);

  /** Refuses what can't be. */
  public SoftEviction {
    if (memoryBytes < 0 || graceNanos < 0 || podGraceNanosMax < 0) {
      throw new IllegalArgumentException("a soft eviction threshold can't be negative");
    }
  }
}
