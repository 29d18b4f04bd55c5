/** The Standard Workload Format of the Parallel Workloads Archive. */
@NullMarked
package io.towtank.workloads.swf;

import org.jspecify.annotations.NullMarked;
