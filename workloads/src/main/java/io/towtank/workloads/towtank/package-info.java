/** Towtank's own comma-separated values, which are easily written by hand or by a script. */
@NullMarked
package io.towtank.workloads.towtank;

import org.jspecify.annotations.NullMarked;
