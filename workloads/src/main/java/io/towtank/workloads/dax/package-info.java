/** Pegasus' abstract workflows as XML. */
@NullMarked
package io.towtank.workloads.dax;

import org.jspecify.annotations.NullMarked;
