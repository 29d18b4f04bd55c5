package io.towtank.model;

import java.util.List;

/**
 * A volume of a pod, as far as scheduling goes: what holds the data, and whether others can use it
 * too.
 *
 * @param name name within the pod
 * @param source what holds the data
 * @param id with {@link Source#PERSISTENT_VOLUME_CLAIM} the name of the claim; with the disks, what
 *     tells one from another: the disk's name, the EBS volume's id, the iSCSI qualified name,
 *     {@code pool/image} of RBD; else empty
 * @param readOnly whether the pod only reads it
 * @param monitors Ceph monitors of an RBD image; images of clusters without a common monitor are
 *     different ones; else empty
 */
public record Volume(
    String name, Source source, String id, boolean readOnly, List<String> monitors) {
  /** Copies the monitors. */
  public Volume {
    monitors = List.copyOf(monitors);
  }

  /** A volume without Ceph monitors. */
  public Volume(String name, Source source, String id, boolean readOnly) {
    this(name, source, id, readOnly, List.of());
  }

  /** Where the data lies. */
  public enum Source {
    /** A claim in the pod's namespace. */
    PERSISTENT_VOLUME_CLAIM,
    /** A claim of the pod's own, called {@code <pod>-<volume>}. */
    EPHEMERAL,
    /** A disk of Google Compute Engine, named in the pod. */
    GCE_PERSISTENT_DISK,
    /** A disk of Amazon EBS, named in the pod. */
    AWS_ELASTIC_BLOCK_STORE,
    /** An iSCSI target, named in the pod. */
    ISCSI,
    /** A Ceph RBD image, named in the pod. */
    RBD,
    /** Anything that scheduling does not look at. */
    OTHER
  }

  /** A volume of a claim. */
  public static Volume ofClaim(String name, String claimName) {
    return new Volume(name, Source.PERSISTENT_VOLUME_CLAIM, claimName, false);
  }
}
