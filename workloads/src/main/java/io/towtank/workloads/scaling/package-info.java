/**
 * The same workload at another scale: more arrivals, more nodes, stretched times, heavier tails.
 */
@NullMarked
package io.towtank.workloads.scaling;

import org.jspecify.annotations.NullMarked;
