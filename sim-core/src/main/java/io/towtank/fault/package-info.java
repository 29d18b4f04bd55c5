/**
 * How the cluster breaks, and how it is repaired: faults, when they strike and whom, and the means
 * by which they reach in.
 *
 * <p>A fault never edits another component's state. It sends messages to machines, cuts the network
 * graph, takes parts of the control plane away, or writes through the API like any client.
 */
@NullMarked
package io.towtank.fault;

import org.jspecify.annotations.NullMarked;
