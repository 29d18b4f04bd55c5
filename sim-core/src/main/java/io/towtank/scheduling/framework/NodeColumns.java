package io.towtank.scheduling.framework;

/**
 * Amounts of several nodes that have the same allocatable amounts: what is requested of one
 * resource on all of them lies side by side, so that a score is worked out for many in one loop.
 */
public interface NodeColumns {
  /** How many nodes there are. */
  int count();

  /** Allocatable amount of a numbered resource, of each of the nodes. */
  long allocatable(int resource);

  /** Where requested amounts lie. */
  long[] values();

  /** Where the first node's {@link NodeAmounts#requested} lies; those of the others follow it. */
  int requested(int resource);

  /** Where the first node's {@link NodeAmounts#scoringRequested} lies; the others follow. */
  int scoringRequested(int resource);

  /** The i-th node, until another one is asked for. */
  NodeAmounts at(int i);
}
