/**
 * Where nodes and pods come from: the contract of trace formats, and what was read by them.
 *
 * <p>A format is one class that implements {@link io.towtank.workloads.TraceFormat}, one line in
 * {@code META-INF/services}, and one page of documentation.
 */
@NullMarked
package io.towtank.workloads;

import org.jspecify.annotations.NullMarked;
