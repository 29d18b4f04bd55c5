package io.towtank.scheduling.framework;

/**
 * Takes linear functions of how much a node would be used with the pod, none of which any score
 * exceeds. The share used of a resource is (requested + the pod's request) / allocatable, 1 at
 * most.
 */
public interface LinearBounds {
  /** Begins another function, with its value where all shares are 0. */
  void begin(double constant);

  /** Adds a slope in the share of {@link NodeAmounts#requested} and {@link PodInfo#request}. */
  void requested(int resource, double slope);

  /**
   * Adds one in the share of {@link NodeAmounts#scoringRequested} and {@link
   * PodInfo#scoringRequest}.
   */
  void scoringRequested(int resource, double slope);
}
