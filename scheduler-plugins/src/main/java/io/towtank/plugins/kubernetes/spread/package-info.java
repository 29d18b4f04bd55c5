/**
 * Topology spread: PodTopologySpread and what it counts. Which pods count ({@code
 * SpreadConstraint}) and which nodes do ({@code SpreadNodes}) are pure functions, apart from the
 * counting for hard and for soft constraints.
 *
 * <p>Source: Kubernetes documentation, "Pod Topology Spread Constraints", and the observable
 * behaviour of kube-scheduler v1.34.1.
 */
@NullMarked
package io.towtank.plugins.kubernetes.spread;

import org.jspecify.annotations.NullMarked;
