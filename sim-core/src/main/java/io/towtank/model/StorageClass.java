package io.towtank.model;

import java.util.List;

/**
 * A kind of storage.
 *
 * @param provisioner who makes its volumes; {@code kubernetes.io/no-provisioner} for nobody
 * @param waitForFirstConsumer whether claims are bound only once a pod that uses them has a node
 * @param allowedTopologies where volumes can be made: label requirements of which one term must
 *     hold; empty for anywhere
 * @param isDefault whether claims that name no class get this one (annotation {@code
 *     storageclass.kubernetes.io/is-default-class})
 */
public record StorageClass(
    String name,
    String provisioner,
    boolean waitForFirstConsumer,
    List<NodeSelectorTerm> allowedTopologies,
    boolean isDefault,
    long resourceVersion)
    implements ApiObject<StorageClass> {
  /** The provisioner that makes nothing. */
  public static final String NO_PROVISIONER = "kubernetes.io/no-provisioner";

  /** Copies the terms. */
  public StorageClass {
    allowedTopologies = List.copyOf(allowedTopologies);
  }

  /** A class that claims must name. */
  public StorageClass(
      String name,
      String provisioner,
      boolean waitForFirstConsumer,
      List<NodeSelectorTerm> allowedTopologies,
      long resourceVersion) {
    this(name, provisioner, waitForFirstConsumer, allowedTopologies, false, resourceVersion);
  }

  /** Whether somebody makes volumes of it. */
  public boolean isProvisioned() {
    return !provisioner.equals(NO_PROVISIONER);
  }

  /**
   * Name of the CSI driver that makes its volumes; for the provisioners that were once part of
   * Kubernetes, the driver that has taken their place, or empty where nodes must say that it has.
   * Source: kube-scheduler v1.34, {@code isCSIMigrationOn}.
   */
  public String csiDriver() {
    return switch (provisioner) {
      case "kubernetes.io/aws-ebs" -> "ebs.csi.aws.com";
      case "kubernetes.io/gce-pd" -> "pd.csi.storage.gke.io";
      case "kubernetes.io/azure-disk" -> "disk.csi.azure.com";
      case "kubernetes.io/cinder" -> "cinder.csi.openstack.org";
      case "kubernetes.io/azure-file",
          "kubernetes.io/vsphere-volume",
          "kubernetes.io/portworx-volume" ->
          "";
      default -> provisioner;
    };
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
    return new StorageClass(
        name, provisioner, waitForFirstConsumer, allowedTopologies, isDefault, version);
  }
}
