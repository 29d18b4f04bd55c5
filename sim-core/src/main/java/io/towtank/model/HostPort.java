package io.towtank.model;

/**
 * A port of the node that a pod takes.
 *
 * @param hostIp address it binds, {@code 0.0.0.0} for all
 * @param protocol {@code TCP}, {@code UDP} or {@code SCTP}
 * @param port 1 to 65535
 */
public record HostPort(String hostIp, String protocol, int port) {
  private static final String ANY = "0.0.0.0";

  /** Empty address and protocol stand for {@code 0.0.0.0} and {@code TCP}. */
  public HostPort {
    hostIp = hostIp.isEmpty() ? ANY : hostIp;
    protocol = protocol.isEmpty() ? "TCP" : protocol;
  }

  /** Whether both can't be taken on one node. */
  public boolean conflictsWith(HostPort other) {
    return port == other.port
        && protocol.equals(other.protocol)
        && (hostIp.equals(other.hostIp) || hostIp.equals(ANY) || other.hostIp.equals(ANY));
  }
}
