/**
 * Machines and their kubelets in full: admission, image pulls, containers that start, fail and are
 * started anew, probes, pressure, eviction, leases, and what becomes of all this when a machine
 * crashes, hangs or is cut off.
 *
 * <p>A pod's part of it is brought up to date by one method that looks at what there is and at the
 * clock ({@link io.towtank.kubelet.machine.PodRun}); it has one timer, set to the next instant at
 * which anything can change. So nothing is missed by a kubelet that could not look for a while.
 */
@NullMarked
package io.towtank.kubelet.machine;

import org.jspecify.annotations.NullMarked;
