/** Workloads of the data-centre simulator OpenDC. */
@NullMarked
package io.towtank.workloads.opendc;

import org.jspecify.annotations.NullMarked;
