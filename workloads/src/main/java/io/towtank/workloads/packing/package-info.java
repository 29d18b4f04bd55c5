/**
 * Arrival-only packing, as packing papers measure it: order, inflation, and the mix of pods that
 * fragmentation is measured against.
 */
@NullMarked
package io.towtank.workloads.packing;

import org.jspecify.annotations.NullMarked;
