package io.towtank.control.plane;

/**
 * How many machines the control plane has.
 *
 * @param masters machines with an API server and a candidate of each elected component, 1 to 99
 * @param etcdMembers members of etcd's cluster, 1 to 99
 */
public record ControlPlaneOptions(int masters, int etcdMembers) {
  private static final int MAX = 99;

  /**
   * Three masters with an etcd member each. Source: Kubernetes documentation, "Creating Highly
   * Available Clusters with kubeadm", stacked control plane.
   */
  public static final ControlPlaneOptions DEFAULT = new ControlPlaneOptions(3, 3);

  /** Checks the range. */
  public ControlPlaneOptions {
    if (masters < 1 || masters > MAX || etcdMembers < 1 || etcdMembers > MAX) {
      throw new IllegalArgumentException(
          "%d masters and %d etcd members; expected 1 to %d of each"
              .formatted(masters, etcdMembers, MAX));
    }
  }

  /** How many members must work: more than half. */
  public int quorum() {
    return etcdMembers / 2 + 1;
  }
}
