package io.towtank.control.runtime;

/**
 * How candidates share a lease.
 *
 * @param leaseNanos how long after its last renewal a lease is respected
 * @param renewDeadlineNanos how long a leader goes on trying to renew before it gives up
 * @param retryNanos between two tries
 */
public record LeaderElectionOptions(long leaseNanos, long renewDeadlineNanos, long retryNanos) {
  private static final long SECOND = 1_000_000_000L;

  /**
   * 15 s, 10 s, 2 s. Source: Kubernetes v1.34, {@code
   * componentconfig.RecommendedDefaultLeaderElectionConfiguration}.
   */
  public static final LeaderElectionOptions DEFAULT =
      new LeaderElectionOptions(15 * SECOND, 10 * SECOND, 2 * SECOND);

  /** Checks that the parts fit each other, as Kubernetes does. */
  public LeaderElectionOptions {
    if (retryNanos <= 0 || renewDeadlineNanos <= retryNanos || leaseNanos <= renewDeadlineNanos) {
      throw new IllegalArgumentException(
          "a lease of %d ns, a renew deadline of %d ns and retries every %d ns: each must be longer than the next"
              .formatted(leaseNanos, renewDeadlineNanos, retryNanos));
    }
  }
}
