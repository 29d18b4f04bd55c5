package io.towtank.metrics.failover;

import io.towtank.model.Pod;
import org.jspecify.annotations.Nullable;

/** One live pod: whose it is, whether it serves, and what faults have to do with it. */
final class PodTrack {
  @Nullable WorkloadAccount workload;

  /** What the API says. */
  Pod pod;

  /** Zone of the node that it holds; null while it holds none. */
  @Nullable String zone;

  /** Whether a container has ended since the API said that it was ready. */
  boolean isDown;

  boolean serves;

  /** What hit it; null for nothing. */
  @Nullable Loss loss;

  /** What it is to make up for; null for nothing, or once it was ready. */
  @Nullable Loss replaces;

  PodTrack(Pod pod) {
    this.pod = pod;
  }

  boolean canServe() {
    return pod.ready() && !isDown && !pod.isTerminating() && !pod.phase().isTerminal();
  }
}
