/**
 * What comes out of a run: summaries, tables, charts and pages.
 *
 * <p>{@code run} writes one run and {@code comparison} several side by side; both stand on {@code
 * page} and {@code chart}, which stand on {@code table}, {@code series}, {@code statistics} and
 * {@code file}, and all on {@code format} and {@link io.towtank.reports.KeyFigures}.
 */
@NullMarked
package io.towtank.reports;

import org.jspecify.annotations.NullMarked;
