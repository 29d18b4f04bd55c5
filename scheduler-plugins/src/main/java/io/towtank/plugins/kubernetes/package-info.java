/**
 * Kubernetes' own scheduling plugins as kube-scheduler v1.34 has them: names, arguments, verdicts,
 * reasons and integer scores.
 *
 * <p>Source: Kubernetes documentation, "Scheduler Configuration" and "Scheduling Framework", and
 * the observable behaviour of kube-scheduler v1.34.1 under its default feature gates.
 */
@NullMarked
package io.towtank.plugins.kubernetes;

import org.jspecify.annotations.NullMarked;
