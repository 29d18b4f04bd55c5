package io.towtank.kubelet.machine;

import io.towtank.model.Pod;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all machines have in common.
 *
 * @param containerStartNanos from the decision to start a container until it runs
 * @param initContainerNanos how long an init container runs
 * @param stopNanos how long a container takes to end that is told to; {@link Pod#NEVER} for all of
 *     its grace, at whose end it is killed
 * @param pullBytesPerSecond bandwidth of one machine for images
 * @param parallelPulls images that a machine pulls side by side, sharing its bandwidth
 * @param imageBytes sizes of images by name
 * @param imageBytesDefault size of those that are not listed; 0 for images that need no time
 * @param memoryThresholdBytes free memory below which pods are evicted
 * @param refusalNanos from a kubelet's refusal of a pod until the API knows; with 0 a pod that is
 *     refused for ever would be made anew for ever at one instant
 */
public record MachineOptions(
    long containerStartNanos,
    long initContainerNanos,
    long stopNanos,
    long pullBytesPerSecond,
    int parallelPulls,
    SortedMap<String, Long> imageBytes,
    long imageBytesDefault,
    long memoryThresholdBytes,
    long refusalNanos) {
  private static final long SECOND = 1_000_000_000L;
  private static final long GIGABIT_BYTES = 125_000_000L;

  /**
   * A kubelet makes 50 requests a second in the long run. Source: Kubernetes v1.34, {@code
   * KubeletConfiguration}, {@code kubeAPIQPS}.
   */
  private static final long REFUSAL_NANOS = SECOND / 50;

  /**
   * A second to start a container, a gigabit per second for images of no size, pulled one after the
   * other ({@code serializeImagePulls}), and eviction below 100 MiB of free memory (XX
   */
  public static final MachineOptions DEFAULT =
      new MachineOptions(
          SECOND,
          0,
          Pod.NEVER,
          GIGABIT_BYTES,
          1,
          new TreeMap<>(),
          0,
          100L * 1024 * 1024,
          REFUSAL_NANOS);

  /** Copies the sizes; refuses what can't be. */
  public MachineOptions {
    imageBytes = Collections.unmodifiableSortedMap(new TreeMap<>(imageBytes));
    if (containerStartNanos < 0
        || initContainerNanos < 0
        || stopNanos < Pod.NEVER
        || refusalNanos < 0) {
      throw new IllegalArgumentException("times of a machine can't be negative");
    }
    if (pullBytesPerSecond <= 0 || parallelPulls < 1) {
      throw new IllegalArgumentException("a machine needs bandwidth for images, and one pull");
    }
    if (imageBytesDefault < 0 || imageBytes.values().stream().anyMatch(bytes -> bytes < 0)) {
      throw new IllegalArgumentException("an image has a negative size");
    }
  }

  /** Size of an image. */
  long bytesOf(String image) {
    Long bytes = imageBytes.get(image);
    if (bytes == null) {
      bytes = imageBytes.get(ImagePulls.normalized(image));
    }
    return bytes == null ? imageBytesDefault : bytes;
  }

  /** The same with another time to start a container. */
  public MachineOptions withContainerStartNanos(long value) {
    return new MachineOptions(
        value,
        initContainerNanos,
        stopNanos,
        pullBytesPerSecond,
        parallelPulls,
        imageBytes,
        imageBytesDefault,
        memoryThresholdBytes,
        refusalNanos);
  }

  /** The same with another time to end. */
  public MachineOptions withStopNanos(long value) {
    return new MachineOptions(
        containerStartNanos,
        initContainerNanos,
        value,
        pullBytesPerSecond,
        parallelPulls,
        imageBytes,
        imageBytesDefault,
        memoryThresholdBytes,
        refusalNanos);
  }

  /** The same with other images. */
  public MachineOptions withImages(
      SortedMap<String, Long> bytes, long bytesDefault, long bytesPerSecond, int parallel) {
    return new MachineOptions(
        containerStartNanos,
        initContainerNanos,
        stopNanos,
        bytesPerSecond,
        parallel,
        bytes,
        bytesDefault,
        memoryThresholdBytes,
        refusalNanos);
  }
}
