/** The Grid Workloads Archive's format of workflows. */
@NullMarked
package io.towtank.workloads.gwf;

import org.jspecify.annotations.NullMarked;
