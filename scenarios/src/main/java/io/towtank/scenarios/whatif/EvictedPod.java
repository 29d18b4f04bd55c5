package io.towtank.scenarios.whatif;

import org.jspecify.annotations.Nullable;

/**
 * A pod that loses its place and is made anew.
 *
 * @param pod {@code namespace/name} of the pod that is there; a replacement's name may differ
 * @param controller kind and name of what makes it anew; empty for nothing
 * @param priority its priority
 * @param from its node
 * @param to node of the new pod; null if it stays pending
 * @param message why it stays pending, in kube-scheduler's words; null if it does not
 * @param preemptedBy pod that it is evicted for; null if it was on a removed node
 */
public record EvictedPod(
    String pod,
    String controller,
    int priority,
    String from,
    @Nullable String to,
    @Nullable String message,
    @Nullable String preemptedBy) {
  /** Whether it stays pending. */
  public boolean isPending() {
    return to == null;
  }
}
