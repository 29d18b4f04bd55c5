/** What comes out of a run: summaries, tables, charts and pages. */
@NullMarked
package io.towtank.reports;

import org.jspecify.annotations.NullMarked;
