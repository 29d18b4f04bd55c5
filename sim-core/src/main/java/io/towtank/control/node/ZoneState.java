package io.towtank.control.node;

/** How much of a zone works. Source: Kubernetes v1.34, {@code ComputeZoneState}. */
public enum ZoneState {
  /** Not looked at yet. */
  INITIAL,
  /** Most nodes are ready. */
  NORMAL,
  /** More than two nodes, and 55 % or more of all, are not ready. */
  PARTIAL_DISRUPTION,
  /** No node is ready. */
  FULL_DISRUPTION;

  private static final int UNHEALTHY_TOLERATED = 2;

  /** The state of a zone by its nodes' conditions. */
  static ZoneState of(int ready, int notReady, float unhealthyShare) {
    if (ready == 0 && notReady > 0) {
      return FULL_DISRUPTION;
    }
    boolean tooMuch = (float) notReady / (float) (notReady + ready) >= unhealthyShare;
    return notReady > UNHEALTHY_TOLERATED && tooMuch ? PARTIAL_DISRUPTION : NORMAL;
  }
}
