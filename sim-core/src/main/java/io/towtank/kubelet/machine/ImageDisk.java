package io.towtank.kubelet.machine;

/**
 * Room for images on a machine, and when unused ones are removed.
 *
 * @param bytes size of the disk that images lie on; 0 for the node's {@code ephemeral-storage}, and
 *     for a disk that never fills where the node has none
 * @param highPercent share in use from which on images are removed
 * @param lowPercent share to which they are removed
 */
public record ImageDisk(long bytes, int highPercent, int lowPercent) {
  /** Source: Kubernetes v1.34, {@code imageGCHighThresholdPercent}, {@code ...Low...}. */
  public static final ImageDisk DEFAULT = new ImageDisk(0, 85, 80);

  /** Refuses what can't be. */
  public ImageDisk {
    if (bytes < 0 || lowPercent < 0 || highPercent > 100 || lowPercent > highPercent) {
      throw new IllegalArgumentException(
          "an image disk of %d bytes with thresholds of %d %% and %d %%"
              .formatted(bytes, highPercent, lowPercent));
    }
  }
}
