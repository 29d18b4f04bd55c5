package io.towtank.model;

/** Whether a pod may push others off a node. */
public enum PreemptionPolicy {
  /** It may evict pods of lower priority. */
  PREEMPT_LOWER_PRIORITY,
  /** It waits its turn. */
  NEVER
}
