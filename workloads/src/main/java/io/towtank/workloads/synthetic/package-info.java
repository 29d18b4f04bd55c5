/** Workloads made from distributions instead of a trace. */
@NullMarked
package io.towtank.workloads.synthetic;

import org.jspecify.annotations.NullMarked;
