/**
 * Towtank's own workload file: nodes, what happens to machines, and pods, in one sorted table.
 *
 * <p>It is a Parquet file, compressed with Zstandard, each of its pages with a checksum.
 */
@NullMarked
package io.towtank.workloads.tow;

import org.jspecify.annotations.NullMarked;
