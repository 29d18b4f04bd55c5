package io.towtank.model;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A piece of storage.
 *
 * @param labels labels; those of zone and region bind it to nodes with the same
 * @param capacityBytes size
 * @param accessModes who may use it at a time
 * @param storageClassName its class, empty for none
 * @param nodeAffinity nodes that can reach it, as terms of which one must match; null for all
 * @param claim {@code namespace/name} of the claim it is bound or kept for, empty for none
 * @param claimUid uid of that claim, empty where it is only kept for it
 * @param csiDriver driver that attaches it, empty for none
 * @param volumeHandle what the driver calls it
 * @param volumeMode {@code Filesystem} or {@code Block}
 * @param phase {@code Available}, {@code Bound}, {@code Released}, {@code Failed} or {@code
 *     Pending}
 * @param terminating whether its deletion was asked for
 */
public record PersistentVolume(
    String name,
    Labels labels,
    long capacityBytes,
    Set<VolumeAccessMode> accessModes,
    String storageClassName,
    @Nullable List<NodeSelectorTerm> nodeAffinity,
    String claim,
    String claimUid,
    String csiDriver,
    String volumeHandle,
    String volumeMode,
    String phase,
    boolean terminating,
    long resourceVersion)
    implements ApiObject<PersistentVolume> {
  /** Copies the collections. */
  public PersistentVolume {
    accessModes = Collections.unmodifiableSortedSet(new TreeSet<>(accessModes));
    nodeAffinity = nodeAffinity == null ? null : List.copyOf(nodeAffinity);
  }

  /**
   * A volume made for a claim and bound to it: called {@code pvc-} and the claim's uid, and as
   * large as was asked for.
   *
   * @param nodeAffinity nodes that can reach it; null for all
   */
  public static PersistentVolume madeFor(
      PersistentVolumeClaim claim,
      StorageClass storageClass,
      @Nullable List<NodeSelectorTerm> nodeAffinity) {
    // Without a uid, what no other claim had before.
    String identity =
        claim.uid().isEmpty()
            ? claim.namespace() + "-" + claim.name() + "-" + claim.resourceVersion()
            : claim.uid();
    String name = "pvc-" + identity;
    return new PersistentVolume(
        name,
        Labels.EMPTY,
        claim.requestBytes(),
        claim.accessModes(),
        storageClass.name(),
        nodeAffinity,
        claim.key(),
        claim.uid(),
        storageClass.csiDriver(),
        name,
        claim.volumeMode(),
        "Bound",
        false,
        0);
  }

  @Override
  public String key() {
    return name;
  }

  @Override
  public long contentHash() {
    return 31L * claim.hashCode() + phase.hashCode();
  }

  /** Whether it is bound to this claim or kept for it. */
  public boolean isFor(PersistentVolumeClaim owner) {
    return claim.equals(owner.key()) && (claimUid.isEmpty() || claimUid.equals(owner.uid()));
  }

  /** The same, bound to a claim. */
  public PersistentVolume boundTo(PersistentVolumeClaim owner) {
    return new PersistentVolume(
        name,
        labels,
        capacityBytes,
        accessModes,
        storageClassName,
        nodeAffinity,
        owner.key(),
        owner.uid(),
        csiDriver,
        volumeHandle,
        volumeMode,
        "Bound",
        terminating,
        resourceVersion);
  }

  @Override
  public PersistentVolume withResourceVersion(long version) {
    return new PersistentVolume(
        name,
        labels,
        capacityBytes,
        accessModes,
        storageClassName,
        nodeAffinity,
        claim,
        claimUid,
        csiDriver,
        volumeHandle,
        volumeMode,
        phase,
        terminating,
        version);
  }
}
