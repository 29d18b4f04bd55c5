/**
 * Traces in parts that several processes read at once: what a format says of its parts, and pods as
 * bytes that pass between the processes.
 */
@NullMarked
package io.towtank.workloads.parts;

import org.jspecify.annotations.NullMarked;
