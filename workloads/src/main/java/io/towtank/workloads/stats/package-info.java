/** Figures of a workload, read in one pass and in bounded memory, and tests that compare two. */
@NullMarked
package io.towtank.workloads.stats;

import org.jspecify.annotations.NullMarked;
