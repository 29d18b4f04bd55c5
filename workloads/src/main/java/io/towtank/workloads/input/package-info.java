/**
 * What readers of trace files share: opening and decompressing, tables of comma-separated values,
 * order of arrival.
 *
 * <p>Files are taken for hostile: sizes are bounded, and whatever is wrong is said in one line that
 * names file, line and column.
 */
@NullMarked
package io.towtank.workloads.input;

import org.jspecify.annotations.NullMarked;
