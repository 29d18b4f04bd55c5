/** Microsoft's trace of deep-learning jobs on its Philly clusters. */
@NullMarked
package io.towtank.workloads.philly;

import org.jspecify.annotations.NullMarked;
