package io.towtank.metrics;

import io.towtank.model.ResourceNames;
import io.towtank.model.TypicalPod;
import java.util.List;

/**
 * How a run is measured.
 *
 * @param sampleEveryNanos time between two samples of the time series, at least 1
 * @param samplesMax samples that the time series may have, at least 2; whenever there are more,
 *     every second one is dropped and the interval doubled
 * @param usageFraction part of its requests that a running pod uses, 0 to 1
 * @param typicalPods the workload's mix, for fragmentation; empty leaves fragmentation out
 * @param deviceResource the resource that the typical pods' devices are of
 */
public record MetricsOptions(
    long sampleEveryNanos,
    int samplesMax,
    double usageFraction,
    List<TypicalPod> typicalPods,
    String deviceResource) {
  /** Samples that a time series may have unless stated otherwise. */
  public static final int SAMPLES_MAX_DEFAULT = 20_000;

  /** Refuses values out of range. */
  public MetricsOptions {
    if (sampleEveryNanos < 1) {
      throw new IllegalArgumentException(
          "the sampling interval must be at least 1 ns, found " + sampleEveryNanos);
    }
    if (samplesMax < 2) {
      throw new IllegalArgumentException("samplesMax must be at least 2, found " + samplesMax);
    }
    if (!(usageFraction >= 0 && usageFraction <= 1)) {
      throw new IllegalArgumentException("usageFraction must be 0 to 1, found " + usageFraction);
    }
    typicalPods = List.copyOf(typicalPods);
  }

  /** Samples at this interval; pods use what they request; no mix; {@code nvidia.com/gpu}. */
  public static MetricsOptions every(long sampleEveryNanos) {
    return new MetricsOptions(
        sampleEveryNanos, SAMPLES_MAX_DEFAULT, 1.0, List.of(), ResourceNames.NVIDIA_GPU);
  }

  /** The same with another {@link #samplesMax()}. */
  public MetricsOptions withSamplesMax(int value) {
    return new MetricsOptions(sampleEveryNanos, value, usageFraction, typicalPods, deviceResource);
  }

  /** The same with another {@link #usageFraction()}. */
  public MetricsOptions withUsageFraction(double value) {
    return new MetricsOptions(sampleEveryNanos, samplesMax, value, typicalPods, deviceResource);
  }

  /** The same with another {@link #typicalPods()}. */
  public MetricsOptions withTypicalPods(List<TypicalPod> value) {
    return new MetricsOptions(sampleEveryNanos, samplesMax, usageFraction, value, deviceResource);
  }

  /** The same with another {@link #deviceResource()}. */
  public MetricsOptions withDeviceResource(String value) {
    return new MetricsOptions(sampleEveryNanos, samplesMax, usageFraction, typicalPods, value);
  }
}
