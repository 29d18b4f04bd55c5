package io.towtank.scenarios.whatif;

import org.jspecify.annotations.Nullable;

/**
 * A pod that goes and that nobody makes anew.
 *
 * @param pod its {@code namespace/name}
 * @param from its node
 * @param preemptedBy pod that it is evicted for; null if it was on a removed node
 */
public record LostPod(String pod, String from, @Nullable String preemptedBy) {}
