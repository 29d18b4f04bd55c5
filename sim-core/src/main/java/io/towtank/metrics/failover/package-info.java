/**
 * How a cluster comes through faults: times to detect, evict, reschedule and be ready again, what
 * was lost, and how available its workloads were.
 *
 * <p>Everything is kept up to date by watching the API and by what machines and faults tell; a pod
 * to which nothing happens costs nothing. {@code docs/metrics.md} defines every figure.
 */
@NullMarked
package io.towtank.metrics.failover;

import org.jspecify.annotations.NullMarked;
