package io.towtank.model;

/**
 * What a deployment notes on its replica sets, as annotations {@code
 * deployment.kubernetes.io/revision}, {@code desired-replicas} and {@code max-replicas}.
 *
 * @param revision number of the template; the newest is the highest
 * @param desiredReplicas pods that the deployment wanted when it last scaled the replica set
 * @param maxReplicas the same with those above it that a rolling update allows
 */
public record DeploymentRevision(long revision, int desiredReplicas, int maxReplicas) {
  /** Of a replica set that no deployment has. */
  public static final DeploymentRevision NONE = new DeploymentRevision(0, 0, 0);
}
