package io.towtank.model;

import java.util.List;

/**
 * A kind of storage.
 *
 * @param provisioner who makes its volumes; {@code kubernetes.io/no-provisioner} for nobody
 * @param waitForFirstConsumer whether claims are bound only once a pod that uses them has a node
 * @param allowedTopologies where volumes can be made: label requirements of which one term must
 *     hold; empty for anywhere
 */
public record StorageClass(
    String name,
    String provisioner,
    boolean waitForFirstConsumer,
    List<NodeSelectorTerm> allowedTopologies,
    long resourceVersion)
    implements ApiObject<StorageClass> {
  /** The provisioner that makes nothing. */
  public static final String NO_PROVISIONER = "kubernetes.io/no-provisioner";

  /** Copies the terms. */
  public StorageClass {
    allowedTopologies = List.copyOf(allowedTopologies);
  }

  @Override
  public String key() {
    return name;
  }

  @Override
  public long contentHash() {
    return provisioner.hashCode();
  }

  @Override
  public StorageClass withResourceVersion(long version) {
    return new StorageClass(name, provisioner, waitForFirstConsumer, allowedTopologies, version);
  }
}
