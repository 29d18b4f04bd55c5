package io.towtank.model;

/**
 * A sign of life, or a claim to lead, that lapses unless it is renewed.
 *
 * @param holder who has it, empty for nobody
 * @param renewNanos when it was last renewed
 * @param durationNanos how long it holds from then on
 */
public record Lease(
    String namespace,
    String name,
    String holder,
    long renewNanos,
    long durationNanos,
    long resourceVersion)
    implements ApiObject<Lease> {
  /** Namespace of the nodes' leases. Source: Kubernetes, {@code NamespaceNodeLease}. */
  public static final String NODE_NAMESPACE = "kube-node-lease";

  /** Namespace of the leases of leaders. Source: Kubernetes, {@code NamespaceSystem}. */
  public static final String SYSTEM_NAMESPACE = "kube-system";

  @Override
  public String key() {
    return namespace + "/" + name;
  }

  /** When it lapses. */
  public long expiryNanos() {
    return renewNanos + durationNanos;
  }

  /** The same, renewed by a holder. */
  public Lease renewed(String newHolder, long atNanos) {
    return new Lease(namespace, name, newHolder, atNanos, durationNanos, resourceVersion);
  }

  @Override
  public long contentHash() {
    return 31L * holder.hashCode() + renewNanos;
  }

  @Override
  public Lease withResourceVersion(long version) {
    return new Lease(namespace, name, holder, renewNanos, durationNanos, version);
  }
}
