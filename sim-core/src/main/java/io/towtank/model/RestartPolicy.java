package io.towtank.model;

/** What happens to a pod's containers when they end; Kubernetes' {@code restartPolicy}. */
public enum RestartPolicy {
  /** They are started anew, however they ended. */
  ALWAYS,
  /** They are started anew if they failed. */
  ON_FAILURE,
  /** They stay ended, and so does the pod once all are. */
  NEVER
}
