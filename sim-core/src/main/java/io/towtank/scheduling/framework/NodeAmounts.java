package io.towtank.scheduling.framework;

/** How much a node has, and how much of it is taken; by the number of the resource. */
public interface NodeAmounts {
  /** Allocatable amount of a numbered resource, devices in thousandths. */
  long allocatable(int resource);

  /**
   * Sum of the effective requests of the pods on the node; for {@code pods}, how many there are.
   */
  long requested(int resource);

  /** As {@link #requested}, with scoring's defaults for containers that request nothing. */
  long scoringRequested(int resource);
}
