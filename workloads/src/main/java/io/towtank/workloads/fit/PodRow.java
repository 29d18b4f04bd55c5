package io.towtank.workloads.fit;

/**
 * What is kept of a pod.
 *
 * @param shape number of its shape
 * @param cpuMillis CPU request
 * @param memoryBytes memory request
 * @param durationSeconds how long it runs; {@link #NEVER} if it does not end
 */
record PodRow(int shape, long cpuMillis, long memoryBytes, double durationSeconds) {
  static final double NEVER = -1;

  boolean ends() {
    return durationSeconds >= 0;
  }
}
