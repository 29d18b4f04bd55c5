/**
 * Kubernetes' inter-pod affinity: which pods a term means ({@link
 * io.towtank.plugins.kubernetes.affinity.AffinityTerm}) is kept apart from how they are counted by
 * topology.
 *
 * <p>Source: Kubernetes documentation, "Assigning Pods to Nodes", and the observable behaviour of
 * kube-scheduler v1.34.1 under its default feature gates.
 */
@NullMarked
package io.towtank.plugins.kubernetes.affinity;

import org.jspecify.annotations.NullMarked;
