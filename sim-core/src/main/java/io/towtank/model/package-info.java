/**
 * What a cluster is made of: nodes, pods, namespaces, quantities and constraints.
 *
 * <p>Everything here is immutable. A change makes a new version of an object (see {@code
 * io.towtank.api}), so that a watcher that hears of it late still sees the state it is told about.
 * Times are nanoseconds of simulation time; this package knows no clock.
 */
@NullMarked
package io.towtank.model;

import org.jspecify.annotations.NullMarked;
