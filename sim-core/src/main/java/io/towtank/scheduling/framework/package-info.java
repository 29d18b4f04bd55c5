/**
 * The contracts that scheduling plugins are written against: the extension points of
 * kube-scheduler's framework and what a plugin may see.
 *
 * <p>One attempt to schedule a pod, the <em>scheduling cycle</em>, runs PreFilter → Filter →
 * (PostFilter, if no node is left) → PreScore → Score → NormalizeScore → Reserve → Permit; the
 * <em>binding cycle</em> then runs PreBind → Bind → PostBind. QueueSort and PreEnqueue order and
 * guard the queue before it. A plugin implements the interfaces of the points it takes part in.
 *
 * <p>Source of the contracts: Kubernetes documentation, "Scheduling Framework".
 */
@NullMarked
package io.towtank.scheduling.framework;

import org.jspecify.annotations.NullMarked;
