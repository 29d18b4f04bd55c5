package io.towtank.model;

/**
 * A volume of a pod, as far as scheduling goes: what holds the data, and whether others can use it
 * too.
 *
 * @param name name within the pod
 * @param source what holds the data
 * @param id with {@link Source#PERSISTENT_VOLUME_CLAIM} the name of the claim; with the disks, what
 *     tells one from another; else empty
 * @param readOnly whether the pod only reads it
 */
public record Volume(String name, Source source, String id, boolean readOnly) {
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
