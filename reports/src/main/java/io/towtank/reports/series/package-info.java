/** What is kept in memory of a run for its charts, in bounded space. */
@NullMarked
package io.towtank.reports.series;

import org.jspecify.annotations.NullMarked;
