/**
 * The scheduling queue: active, backoff and unschedulable pods, and what moves them between these.
 *
 * <p>Rules and numbers are those of kube-scheduler v1.34 with its default feature gates.
 */
@NullMarked
package io.towtank.scheduling.queue;

import org.jspecify.annotations.NullMarked;
