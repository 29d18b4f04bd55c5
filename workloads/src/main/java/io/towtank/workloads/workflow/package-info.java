/** Jobs whose tasks depend on each other as a directed acyclic graph. */
@NullMarked
package io.towtank.workloads.workflow;

import org.jspecify.annotations.NullMarked;
