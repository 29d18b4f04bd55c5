package io.towtank.workloads.input;

import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.WorkflowTask;
import org.jspecify.annotations.Nullable;

/**
 * Like pods that arrive at one time.
 *
 * @param timeNanos when they arrive
 * @param pod one of them; where there are several, a hyphen and a number from 0 are put behind its
 *     name
 * @param count how many there are, at least 1
 * @param task the task of a workflow that they work on; null if there is none
 */
public record PodBatch(long timeNanos, Pod pod, int count, @Nullable WorkflowTask task) {
  /** Refuses an empty batch. */
  public PodBatch {
    if (count < 1) {
      throw new IllegalArgumentException("a batch of " + count + " pods");
    }
  }

  /**
   * One of the pods.
   *
   * @param number from 0
   */
  public PodArrival arrival(int number) {
    Pod one = count == 1 ? pod : pod.toBuilder().name(pod.name() + "-" + number).build();
    return new PodArrival(timeNanos, one, task);
  }

  /** Pods that depend on no others. */
  public PodBatch(long timeNanos, Pod pod, int count) {
    this(timeNanos, pod, count, null);
  }
}
