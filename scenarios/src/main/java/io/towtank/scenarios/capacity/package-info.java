/** How much room a cluster has, and how many nodes a workload needs. */
@NullMarked
package io.towtank.scenarios.capacity;

import org.jspecify.annotations.NullMarked;
