package io.towtank.control.node;

/**
 * How silent nodes are noticed and their pods evicted.
 *
 * @param monitorPeriodNanos between two looks at all nodes
 * @param monitorGraceNanos how long a node may be silent before its condition becomes unknown
 * @param startupGraceNanos the same for a node that has not yet said anything
 * @param evictionRatePerSecond nodes of a zone whose pods are evicted, per second
 * @param secondaryEvictionRatePerSecond the same in a large zone of which too much is gone
 * @param largeClusterNodes a zone of more nodes is large
 * @param unhealthyZoneShare share of nodes that are not ready from which on too much is gone
 * @param taintsOnePassLater whether the NoExecute taint follows one look after the condition has
 *     become unknown, instead of with it: kube-controller-manager decides on taints by the
 *     condition that it found, not by the one that it has just written ({@code monitorNodeHealth},
 *     {@code observedReadyCondition}), which its documentation leaves out
 * @param plainPasses whether to look at all nodes in every period, for tests: by default the looks
 *     at which nothing can change are left out
 */
public record NodeLifecycleOptions(
    long monitorPeriodNanos,
    long monitorGraceNanos,
    long startupGraceNanos,
    double evictionRatePerSecond,
    double secondaryEvictionRatePerSecond,
    int largeClusterNodes,
    float unhealthyZoneShare,
    boolean taintsOnePassLater,
    boolean plainPasses) {
  private static final long SECOND = 1_000_000_000L;
  private static final int LONGER_GRACE_SINCE = 32;

  /** Checks that there is a period. */
  public NodeLifecycleOptions {
    if (monitorPeriodNanos <= 0 || monitorGraceNanos < 0 || startupGraceNanos < 0) {
      throw new IllegalArgumentException("times of the node monitor must be positive");
    }
    if (!(evictionRatePerSecond >= 0) || !(secondaryEvictionRatePerSecond >= 0)) {
      throw new IllegalArgumentException("eviction rates can't be negative");
    }
  }

  /**
   * Kubernetes' defaults. Source: kube-controller-manager's {@code --node-monitor-period} (5 s),
   * {@code --node-monitor-grace-period} (40 s; 50 s from 1.32 on), {@code
   * --node-startup-grace-period} (60 s), {@code --node-eviction-rate} (0.1), {@code
   * --secondary-node-eviction-rate} (0.01), {@code --large-cluster-size-threshold} (50), {@code
   * --unhealthy-zone-threshold} (0.55).
   */
  public static NodeLifecycleOptions of(KubernetesVersion version) {
    long grace = version.minor() >= LONGER_GRACE_SINCE ? 50 * SECOND : 40 * SECOND;
    return new NodeLifecycleOptions(
        5 * SECOND, grace, 60 * SECOND, 0.1, 0.01, 50, 0.55f, false, false);
  }

  /** The same with a look at all nodes in every period. */
  public NodeLifecycleOptions withPlainPasses() {
    return with(taintsOnePassLater, true);
  }

  /** The same with taints one look after the condition. */
  public NodeLifecycleOptions withTaintsOnePassLater() {
    return with(true, plainPasses);
  }

  private NodeLifecycleOptions with(boolean later, boolean plain) {
    return new NodeLifecycleOptions(
        monitorPeriodNanos,
        monitorGraceNanos,
        startupGraceNanos,
        evictionRatePerSecond,
        secondaryEvictionRatePerSecond,
        largeClusterNodes,
        unhealthyZoneShare,
        later,
        plain);
  }
}
