/**
 * What a run is measured by: allocation, utilisation, nodes in use, stranded and fragmented
 * capacity, waiting, and lower bounds on the nodes needed.
 *
 * <p>Everything is kept up to date by watching the API; nothing asks the scheduler for its view.
 * {@code docs/metrics.md} defines every figure.
 */
@NullMarked
package io.towtank.metrics;

import org.jspecify.annotations.NullMarked;
